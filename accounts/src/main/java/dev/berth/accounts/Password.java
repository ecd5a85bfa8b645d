package dev.berth.accounts;

/** A password that somebody chose for an account: 8 to 256 characters, and not what the other secrets look like. */
public record Password(String value) {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;

    /** @throws AccountFailure {@link AccountFailure.Kind#INVALID} */
    public Password {
        if (value.length() < SHORTEST || value.length() > LONGEST) {
            throw invalid("password: " + SHORTEST + " to " + LONGEST + " characters are needed");
        }
        if (value.startsWith(Secrets.PERSONAL_TOKEN_PREFIX)) {
            throw invalid("password: it must not begin like a personal token");
        }
    }

    /**
     * This password, for the account of this name.
     *
     * @throws AccountFailure {@link AccountFailure.Kind#INVALID} when it is the account's name
     */
    public Password of(Username owner) {
        if (value.equals(owner.value())) {
            throw invalid("password: it must not be the username");
        }
        return this;
    }

    private static AccountFailure invalid(String explanation) {
        return new AccountFailure(AccountFailure.Kind.INVALID, explanation);
    }

    /** Nothing of it, so that it gets into no log. */
    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
