package dev.berth.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * Who somebody is, as far as he told.
 *
 * @param email his address; nobody else is shown it
 * @param emailVerified whether he proved that it is his
 * @param hasSecondFactor whether his password alone lets nobody in
 */
public record Profile(
        String username,
        Optional<String> displayName,
        Optional<String> bio,
        Optional<String> location,
        Optional<String> website,
        Optional<String> email,
        boolean emailVerified,
        boolean administrator,
        boolean hasSecondFactor,
        Instant createdAt) {}
