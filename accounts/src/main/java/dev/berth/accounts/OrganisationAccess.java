package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.Member.Standing;
import dev.berth.database.Transaction;
import dev.berth.oci.Quoted;
import java.util.Optional;

/**
 * Who may see and change an organisation: its members see it, its owners change it, and an administrator is like an owner of
 * each. To everybody else, it is as if it did not exist.
 */
final class OrganisationAccess {
    private OrganisationAccess() {}

    /**
     * The organisation of this name, which the actor is in.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}
     */
    static Organisation member(Transaction transaction, Account actor, String name) {
        Organisation organisation = find(transaction, name);
        if (!actor.administrator() && standing(transaction, actor, organisation).isEmpty()) {
            throw unknown(name);
        }
        return organisation;
    }

    /**
     * The organisation of this name, which the actor owns.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, or {@link Kind#NOT_ALLOWED} to those members who do not own it
     */
    static Organisation owner(Transaction transaction, Account actor, String name) {
        Organisation organisation = member(transaction, actor, name);
        if (!owns(transaction, actor, organisation)) {
            throw new AccountFailure(Kind.NOT_ALLOWED, "this is for the owners of " + name);
        }
        return organisation;
    }

    /** Whether the actor may do what owners may. */
    static boolean owns(Transaction transaction, Account actor, Organisation organisation) {
        return actor.administrator()
                || standing(transaction, actor, organisation)
                        .filter(Standing.OWNER::equals)
                        .isPresent();
    }

    private static Optional<Standing> standing(Transaction transaction, Account actor, Organisation organisation) {
        return OrganisationStore.standing(transaction, organisation.id(), actor.id());
    }

    static Organisation find(Transaction transaction, String name) {
        return OrganisationStore.find(transaction, name).orElseThrow(() -> unknown(name));
    }

    private static AccountFailure unknown(String name) {
        return new AccountFailure(
                Kind.UNKNOWN, "there is no organisation " + Quoted.of(name) + ", or you are not in it");
    }
}
