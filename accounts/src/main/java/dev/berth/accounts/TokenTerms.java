package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may be said about a token when it is made or changed; everything here throws {@link Kind#INVALID}. */
final class TokenTerms {
    private static final Duration LONGEST_LIFE = Duration.ofDays(36_525);
    private static final int LONGEST_LABEL = 100;
    private static final int MOST_GRANTS = 100;

    private TokenTerms() {}

    static String label(String label) {
        if (label.isBlank() || label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw invalid("label: 1 to " + LONGEST_LABEL + " printable characters are needed");
        }
        return label;
    }

    static Set<TokenScope> scopes(Set<TokenScope> scopes) {
        if (scopes.isEmpty()) {
            throw invalid("scopes: at least one of \"read\", \"write\" and \"delete\" is needed");
        }
        return scopes;
    }

    static Expiry expiry(Expiry expiry, Clock clock) {
        Instant now = clock.instant();
        if (expiry.at().isPresent() && !expiry.at().get().isAfter(now)) {
            throw invalid("expires_at: a time in the future is needed");
        }
        if (expiry.at().isPresent() && expiry.at().get().isAfter(now.plus(LONGEST_LIFE))) {
            throw invalid("expires_at: a time within 100 years is needed, or none at all");
        }
        return new Expiry(expiry.at().map(at -> at.truncatedTo(ChronoUnit.MILLIS)));
    }

    static List<TokenGrant> grants(List<TokenGrant> grants) {
        Set<Target> targets = new HashSet<>();
        for (TokenGrant grant : grants) {
            scopes(grant.scopes());
            if (!targets.add(grant.target())) {
                throw invalid("repositories: " + grant.target().text() + " is named twice");
            }
        }
        if (grants.isEmpty() || grants.size() > MOST_GRANTS) {
            throw invalid("repositories: 1 to " + MOST_GRANTS + " are needed");
        }
        return grants;
    }

    static AccountFailure invalid(String explanation) {
        return new AccountFailure(Kind.INVALID, explanation);
    }
}
