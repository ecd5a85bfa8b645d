package dev.berth.accounts.mail;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The server that mail is handed to.
 *
 * @param login the user and password that it asks for
 * @param from the address that mail comes from
 * @param ca the certificates to trust, in PEM; those that Java trusts when absent
 */
public record MailConfig(
        String host, int port, Security security, Optional<Login> login, String from, Optional<Path> ca) {
    /** How the connection is protected. */
    public enum Security {
        /** Encrypted before the first mail, or not used (RFC 3207). */
        STARTTLS,
        /** Encrypted from its beginning (RFC 8314). */
        TLS,
        /** Not at all. */
        NONE
    }

    /** Who logs in to the mail server. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
