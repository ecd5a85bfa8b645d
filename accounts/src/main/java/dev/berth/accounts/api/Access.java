package dev.berth.accounts.api;

/** Who may use an endpoint at all; what its caller may do with one repository or organisation, the endpoint asks itself. */
public enum Access {
    /** Everybody, and everybody is a stranger, whatever credentials come along: for what leads to an account. */
    STRANGER,
    /** Everybody, strangers too. */
    ANYBODY,
    /** Whoever has an account, by password, session or personal token. */
    ACCOUNT,
    /** A person, by password or session: what a token must not do, such as making other tokens. */
    PERSON,
    /** An administrator in person. */
    ADMINISTRATOR
}
