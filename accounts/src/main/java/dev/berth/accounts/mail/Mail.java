package dev.berth.accounts.mail;

/**
 * A mail to one person, in plain text.
 *
 * @param to an address of the form {@code name@host}
 */
public record Mail(String to, String subject, String text) {
    /** Nothing of the text, which may hold a secret. */
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
