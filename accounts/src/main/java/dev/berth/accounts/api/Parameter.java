package dev.berth.accounts.api;

/**
 * A query parameter of an endpoint, which a client may leave out.
 *
 * @param type what it holds: {@code String}, {@code Integer}, {@code Boolean}, or an enum
 * @param many whether it may be given more than once
 */
public record Parameter(String name, Class<?> type, boolean many, String description) {}
