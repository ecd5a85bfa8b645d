package dev.berth.accounts;

/** What changes about accounts, organisations and rights, as the {@link AuditTrail} is told. */
public enum Change {
    ACCOUNT_CREATED("account.created"),
    ACCOUNT_CLOSED("account.closed"),
    ACCOUNT_DISABLED("account.disabled"),
    ACCOUNT_ENABLED("account.enabled"),
    ADMINISTRATOR_MADE("account.administrator_made"),
    ADMINISTRATOR_UNMADE("account.administrator_unmade"),
    SIGNED_IN("account.signed_in"),
    SIGN_IN_SLOWED("account.sign_in_slowed"),
    PASSWORD_CHANGED("account.password_changed"),
    PASSWORD_RESET("account.password_reset"),
    PASSWORD_RESET_HANDED_OUT("account.password_reset_handed_out"),
    EMAIL_CHANGED("account.email_changed"),
    EMAIL_VERIFIED("account.email_verified"),
    SECOND_FACTOR_ON("account.second_factor_on"),
    SECOND_FACTOR_OFF("account.second_factor_off"),
    RECOVERY_CODE_USED("account.recovery_code_used"),
    RECOVERY_CODES_RENEWED("account.recovery_codes_renewed"),
    ACCOUNT_INVITED("account.invited"),
    SETTINGS_CHANGED("settings.changed"),
    ORGANISATION_CREATED("organisation.created"),
    ORGANISATION_CHANGED("organisation.changed"),
    ORGANISATION_DELETED("organisation.deleted"),
    MEMBER_JOINED("member.joined"),
    MEMBER_CHANGED("member.changed"),
    MEMBER_LEFT("member.left"),
    INVITATION_CREATED("invitation.created"),
    INVITATION_DECLINED("invitation.declined"),
    INVITATION_REVOKED("invitation.revoked"),
    TEAM_CREATED("team.created"),
    TEAM_CHANGED("team.changed"),
    TEAM_DELETED("team.deleted"),
    TEAM_MEMBER_ADDED("team.member_added"),
    TEAM_MEMBER_REMOVED("team.member_removed"),
    TEAM_GRANT_SET("team.grant_set"),
    TEAM_GRANT_REMOVED("team.grant_removed"),
    COLLABORATOR_SET("collaborator.set"),
    COLLABORATOR_REMOVED("collaborator.removed"),
    TOKEN_CREATED("token.created"),
    TOKEN_CHANGED("token.changed"),
    TOKEN_REVOKED("token.revoked"),
    ROBOT_CREATED("robot.created"),
    ROBOT_CHANGED("robot.changed"),
    ROBOT_DELETED("robot.deleted");

    private final String label;

    Change(String label) {
        this.label = label;
    }

    /** Whether it is between a person and the installation, so that nobody else is told of it. */
    public boolean isOfAccount() {
        return this == SETTINGS_CHANGED || label.startsWith("account.");
    }

    /** Its name in lists and exports: what it is about, and what became of it. */
    public String label() {
        return label;
    }
}
