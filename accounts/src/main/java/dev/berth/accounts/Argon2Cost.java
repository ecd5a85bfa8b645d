package dev.berth.accounts;

/**
 * What one try of a password costs.
 *
 * @param memoryKib how much memory it takes
 * @param passes how often that memory is gone over
 */
record Argon2Cost(int memoryKib, int passes) {
    /** OWASP's recommendation for Argon2id with one lane: little enough memory for two at a time in a small heap. */
    static final Argon2Cost RECOMMENDED = new Argon2Cost(19 * 1024, 2);
}
