package dev.berth.accounts;

import dev.berth.accounts.mail.Mail;
import dev.berth.accounts.mail.Outbox;
import java.net.URI;

/** What is written to people. Links lead to where Berth is said to be, never to where a request says that it is. */
public final class Letters {
    private final Outbox outbox;
    private final String site;

    /**
     * Letters that go by this outbox.
     *
     * @param site where people reach the pages
     */
    public Letters(Outbox outbox, URI site) {
        String text = site.toString();
        this.outbox = outbox;
        this.site = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where mail waits until it is sent. */
    Outbox outbox() {
        return outbox;
    }

    /** Asks somebody to prove that an address is his. */
    void verify(String email, String username, String code) {
        send(email, "Verify your e-mail address", """
                Hello %s,

                this address was given for your account on %s. Open this link to say that it is yours:

                %s

                The link is good for three days. If it was not you, do nothing.
                """.formatted(username, site, link("/verify", code)));
    }

    /** Lets somebody choose another password. */
    void reset(String email, String username, String code) {
        send(email, "Choose a new password", """
                Hello %s,

                somebody, you we hope, forgot the password of your account on %s. Open this link to choose another:

                %s

                The link is good for an hour, and once. If it was not you, do nothing: your password stays.
                """.formatted(username, site, link("/reset", code)));
    }

    /** Invites somebody to sign up. */
    void invite(String email, String code) {
        send(email, "You are invited", """
                Hello,

                you are invited to make an account on %s. Open this link to sign up:

                %s

                The link is good for a week, and once.
                """.formatted(site, invitation(code)));
    }

    /** Invites somebody into an organisation. */
    void join(String email, String organisation, String by, String code) {
        send(email, "You are invited into " + organisation, """
                Hello,

                %s invites you into the organisation %s on %s. Open this link to join it:

                %s

                The link is good for a week, for the account with this e-mail address. If you have none there, sign up first.
                If you do not want to join, do nothing.
                """.formatted(
                        by, organisation, site, site + "/invitations/" + code));
    }

    /** Tells somebody what was changed about his account, in case that it was not he. */
    void changed(String email, String username, String what) {
        send(email, "Your account was changed", """
                Hello %s,

                %s of your account on %s. If it was not you, sign in, choose another password, and tell an administrator.
                """.formatted(username, what, site));
    }

    private void send(String email, String subject, String text) {
        outbox.send(new Mail(email, subject, text));
    }

    private String link(String page, String code) {
        return site + page + "?code=" + code;
    }

    private String invitation(String code) {
        return site + "/signup?invitation=" + code;
    }
}
