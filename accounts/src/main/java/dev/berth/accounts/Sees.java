package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.Set;

/** Which repositories somebody may read, in a form that a query can select by. */
public sealed interface Sees {

    /** Whether this repository is among them. */
    boolean includes(RepositoryName repository, boolean isPublic);

    /** All repositories: administrators, and everybody where no login is asked for. */
    record Everything() implements Sees {
        @Override
        public boolean includes(RepositoryName repository, boolean isPublic) {
            return true;
        }
    }

    /** Every public repository, and all in these namespaces. */
    record PublicAnd(Set<String> namespaces) implements Sees {
        public PublicAnd {
            namespaces = Set.copyOf(namespaces);
        }

        @Override
        public boolean includes(RepositoryName repository, boolean isPublic) {
            return isPublic || namespaces.contains(repository.namespace());
        }
    }
}
