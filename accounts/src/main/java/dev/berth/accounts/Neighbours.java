package dev.berth.accounts;

/**
 * What other rooms do for this one.
 *
 * @param visibilities tells which repositories are public
 * @param hasRepositories tells which namespaces are in use
 * @param trail is told who changes what
 */
public record Neighbours(Visibilities visibilities, HasRepositories hasRepositories, AuditTrail trail) {

    /** Those of accounts that stand alone: nobody has repositories but those, and nothing is written down. */
    public static Neighbours only(Visibilities visibilities) {
        return new Neighbours(visibilities, (transaction, namespace) -> false, AuditTrail.NONE);
    }
}
