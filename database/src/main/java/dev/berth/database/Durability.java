package dev.berth.database;

/** What an acknowledged write survives. */
public enum Durability {
    /** The death of the process; a power cut may undo the newest of these writes, in order. Costs no fsync. */
    PROCESS_DEATH,
    /** The loss of power. */
    POWER_LOSS
}
