package dev.berth.accounts;

import java.time.Instant;

/** Somebody who was given a role on a repository. */
public record Collaborator(String username, Role role, Instant addedAt) {}
