package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What somebody wants to tell otherwise about himself: what is absent stays, and what is empty goes. */
public record ProfileChange(
        Optional<String> displayName, Optional<String> bio, Optional<String> location, Optional<String> website) {
    private static final int LONGEST_LINE = 60;
    private static final int LONGEST_BIO = 300;
    private static final int LONGEST_URL = 200;

    /** @throws AccountFailure {@link Kind#INVALID} */
    public ProfileChange {
        displayName = displayName.map(text -> line("display_name", text));
        bio = bio.map(ProfileChange::paragraph);
        location = location.map(text -> line("location", text));
        website = website.map(ProfileChange::url);
    }

    /** The profile with this change. */
    Profile on(Profile before) {
        return new Profile(
                before.username(),
                changed(displayName, before.displayName()),
                changed(bio, before.bio()),
                changed(location, before.location()),
                changed(website, before.website()),
                before.email(),
                before.emailVerified(),
                before.administrator(),
                before.hasSecondFactor(),
                before.createdAt());
    }

    private static Optional<String> changed(Optional<String> wanted, Optional<String> before) {
        return wanted.isPresent() ? wanted.filter(text -> !text.isEmpty()) : before;
    }

    private static String line(String field, String text) {
        String line = text.strip();
        if (line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
            throw invalid(field + ": one line of at most " + LONGEST_LINE + " characters is needed");
        }
        return line;
    }

    private static String paragraph(String text) {
        String paragraph = text.strip().replace("\r\n", "\n");
        if (paragraph.length() > LONGEST_BIO
                || paragraph.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw invalid("bio: at most " + LONGEST_BIO + " characters are needed");
        }
        return paragraph;
    }

    /** Pages make a link of it, so it is nothing that a browser would run. */
    private static String url(String text) {
        String url = text.strip();
        if (url.isEmpty()) {
            return url;
        }
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && url.length() <= LONGEST_URL) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, as for addresses of other kinds.
        }
        throw invalid(
                "website: an address such as https://example.org is needed, of at most " + LONGEST_URL + " characters");
    }

    private static AccountFailure invalid(String explanation) {
        return new AccountFailure(Kind.INVALID, explanation);
    }
}
