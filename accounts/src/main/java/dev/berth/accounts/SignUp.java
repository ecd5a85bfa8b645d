package dev.berth.accounts;

/** Who may make an account. */
public enum SignUp {
    /** Everybody where Berth listens on a loopback address only, nobody elsewhere. */
    AUTO,
    /** Everybody. */
    OPEN,
    /** Whoever an administrator has invited. */
    INVITED,
    /** Nobody; administrators make the accounts. */
    CLOSED;

    /**
     * What this means for a server.
     *
     * @param loopback whether the server can be reached from its own machine only
     */
    public SignUp on(boolean loopback) {
        if (this != AUTO) {
            return this;
        }
        return loopback ? OPEN : CLOSED;
    }
}
