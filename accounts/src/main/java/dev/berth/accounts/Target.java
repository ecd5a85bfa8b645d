package dev.berth.accounts;

import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;

/** What a grant is about. */
public sealed interface Target {

    /** The first part of the names that it is about. */
    String namespace();

    /** Whether it is about this repository. */
    boolean covers(RepositoryName repository);

    /** As it is written: a repository's name, or {@code namespace/*}. */
    String text();

    /** One repository. */
    record OfRepository(RepositoryName repository) implements Target {
        @Override
        public String namespace() {
            return repository.namespace();
        }

        @Override
        public boolean covers(RepositoryName other) {
            return repository.equals(other);
        }

        @Override
        public String text() {
            return repository.value();
        }
    }

    /** Every repository of a namespace, those to come too. */
    record OfNamespace(String namespace) implements Target {
        @Override
        public boolean covers(RepositoryName repository) {
            return namespace.equals(repository.namespace());
        }

        @Override
        public String text() {
            return namespace + ALL;
        }
    }

    /** What follows the namespace where all its repositories are meant. */
    String ALL = "/*";

    /**
     * What this text names.
     *
     * @throws AccountFailure {@link AccountFailure.Kind#INVALID}
     */
    static Target parse(String text) {
        try {
            if (!text.endsWith(ALL)) {
                return new OfRepository(RepositoryName.parse(text));
            }
            String namespace = text.substring(0, text.length() - ALL.length());
            if (new RepositoryName(namespace + "/all").namespace().equals(namespace)) {
                return new OfNamespace(namespace);
            }
        } catch (RegistryFailure e) {
            // Said below, as for a star in another place.
        }
        throw new AccountFailure(
                AccountFailure.Kind.INVALID,
                "a repository's name such as acme/app, or acme/* for all of acme, is needed, not '" + Quoted.of(text)
                        + "'");
    }
}
