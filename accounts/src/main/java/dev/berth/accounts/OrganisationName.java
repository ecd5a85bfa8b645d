package dev.berth.accounts;

/** The name of an organisation, which is also its namespace: of the form of a {@link Username}, and of one set with them. */
public record OrganisationName(String value) {

    /** @throws AccountFailure {@link AccountFailure.Kind#INVALID} */
    public OrganisationName {
        if (!Username.isLegal(value)) {
            throw new AccountFailure(
                    AccountFailure.Kind.INVALID,
                    "name: 4 to 30 lower-case letters and digits, as in \"acme42\", are needed");
        }
    }

    /** Whether no organisation may have this name. */
    boolean isReserved() {
        return new Username(value).isReserved();
    }

    @Override
    public String toString() {
        return value;
    }
}
