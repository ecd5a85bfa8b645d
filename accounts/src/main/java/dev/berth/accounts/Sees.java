package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.HashSet;
import java.util.List;
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

    /** Every public repository, all in these namespaces, and these, where they exist. */
    record PublicAnd(Set<String> namespaces, Set<RepositoryName> repositories) implements Sees {
        /** Nothing but what is public. */
        static final PublicAnd NOTHING = new PublicAnd(Set.of());

        public PublicAnd {
            namespaces = Set.copyOf(namespaces);
            repositories = Set.copyOf(repositories);
        }

        /** Every public repository, and all in these namespaces. */
        public PublicAnd(Set<String> namespaces) {
            this(namespaces, Set.of());
        }

        @Override
        public boolean includes(RepositoryName repository, boolean isPublic) {
            return isPublic || namespaces.contains(repository.namespace()) || repositories.contains(repository);
        }

        PublicAnd and(String namespace) {
            Set<String> more = new HashSet<>(namespaces);
            more.add(namespace);
            return new PublicAnd(more, repositories);
        }
    }

    /** What of this the bearer of a token with these grants may read. */
    static Sees narrowed(Sees all, List<TokenGrant> grants) {
        Set<String> namespaces = new HashSet<>();
        Set<RepositoryName> repositories = new HashSet<>();
        for (TokenGrant grant : grants) {
            if (!TokenScope.rightsOf(grant.scopes()).contains(Right.PULL)) {
                continue;
            }
            switch (grant.target()) {
                case Target.OfRepository(RepositoryName repository) -> {
                    if (all.includes(repository, false)) {
                        repositories.add(repository);
                    }
                }
                case Target.OfNamespace(String namespace) -> {
                    if (!(all instanceof PublicAnd some) || some.namespaces().contains(namespace)) {
                        namespaces.add(namespace);
                    } else {
                        some.repositories().stream()
                                .filter(grant.target()::covers)
                                .forEach(repositories::add);
                    }
                }
            }
        }
        return new PublicAnd(namespaces, repositories);
    }
}
