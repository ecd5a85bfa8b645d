package dev.berth.accounts;

import dev.berth.database.Transaction;

/**
 * How repositories come to be of which nobody says more.
 *
 * @param publicByDefault whether everybody may pull from them
 * @param createOnPush whether a push to a repository that does not exist makes it
 */
public record RepositoryDefaults(boolean publicByDefault, boolean createOnPush) {
    /** Nothing is published by accident. */
    static final RepositoryDefaults USUAL = new RepositoryDefaults(false, true);

    /** What administrators have set, or {@link #USUAL}. */
    public static RepositoryDefaults of(Transaction transaction) {
        return InstanceSettings.defaults(InstanceSettings.set(transaction));
    }
}
