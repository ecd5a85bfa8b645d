package dev.berth.accounts;

import java.time.Instant;

/**
 * Some members of an organisation, to whom rights are given together.
 *
 * @param members how many are in it
 * @param repositories how many grants it has
 */
public record Team(long id, String name, String description, long members, long repositories, Instant createdAt) {}
