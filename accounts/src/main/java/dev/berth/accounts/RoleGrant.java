package dev.berth.accounts;

/** A role on the repositories of a target. */
public record RoleGrant(Target target, Role role) {}
