package dev.berth.server;

import java.util.Optional;

/** Which Berth this is. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** The version in the jar's manifest; outside of the jar there is none. */
    public static String number() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
