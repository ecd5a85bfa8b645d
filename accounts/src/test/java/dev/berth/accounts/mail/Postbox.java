package dev.berth.accounts.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what would be mailed, for tests that are not about SMTP. */
public final class Postbox implements Mailer {
    private static final Pattern CODE = Pattern.compile("(?:\\?(?:code|invitation)=|/invitations/)([0-9A-Za-z]+)");

    private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();

    @Override
    public void send(Mail mail) {
        mails.add(mail);
    }

    /** The next mail, which comes within seconds. */
    public Mail take() throws InterruptedException {
        Mail mail = mails.poll(20, TimeUnit.SECONDS);
        if (mail == null) {
            throw new AssertionError("no mail came");
        }
        return mail;
    }

    /** The code in the next mail, which is to this address. */
    public String takeCode(String to) throws InterruptedException {
        Mail mail = take();
        Matcher code = CODE.matcher(mail.text());
        if (!mail.to().equals(to) || !code.find()) {
            throw new AssertionError("no mail with a code for " + to + ": " + mail + " to " + mail.to());
        }
        return code.group(1);
    }

    /** Every mail that has come and was not taken. */
    public List<Mail> rest() {
        List<Mail> rest = new ArrayList<>();
        mails.drainTo(rest);
        return rest;
    }
}
