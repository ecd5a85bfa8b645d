package dev.berth.accounts.mail;

/** Sends mail. */
@FunctionalInterface
public interface Mailer {
    /**
     * Sends this mail, and returns when a server has taken it.
     *
     * @throws MailFailure when none has
     */
    void send(Mail mail) throws MailFailure;
}
