package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.List;
import java.util.Set;

/** Tells what others gave somebody: organisations that he owns, grants of his teams, repositories that he collaborates in. */
interface Roles {

    /** Nobody was given anything. */
    Roles NONE = new Roles() {
        @Override
        public List<Reason> reasons(Account account, RepositoryName repository) {
            return List.of();
        }

        @Override
        public Sees.PublicAnd reach(Account account) {
            return new Sees.PublicAnd(Set.of());
        }
    };

    /** Each role that the account was given on this repository, with what gives it. */
    List<Reason> reasons(Account account, RepositoryName repository);

    /** Everything that the account was given any role on. */
    Sees.PublicAnd reach(Account account);
}
