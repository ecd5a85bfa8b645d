package dev.berth.accounts;

/** What changes about accounts, organisations and rights, as the {@link AuditTrail} is told. */
public enum Change {
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

    /** Its name in lists and exports: what it is about, and what became of it. */
    public String label() {
        return label;
    }
}
