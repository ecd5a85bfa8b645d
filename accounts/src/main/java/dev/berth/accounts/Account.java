package dev.berth.accounts;

/**
 * An account as its rights need it.
 *
 * @param name its name, which is also that of its namespace
 * @param administrator whether it may do everything
 * @param passwordChanges how often its password was changed, which ends what came of an earlier one
 */
public record Account(long id, String name, boolean administrator, long passwordChanges) {}
