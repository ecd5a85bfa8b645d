package dev.berth.bench;

import java.util.List;

/** Who may ask for a page. */
enum HubCallers {
    EVERYBODY(List.of(HubCallers.STRANGER, HubCallers.PERSON, HubCallers.ADMINISTRATOR)),
    SIGNED_IN(List.of(HubCallers.PERSON, HubCallers.ADMINISTRATOR)),
    ADMINISTRATORS(List.of(HubCallers.ADMINISTRATOR));

    static final String STRANGER = "stranger";

    /** Somebody with repositories of his own and two organisations. */
    static final String PERSON = "person";

    static final String ADMINISTRATOR = "administrator";

    @SuppressWarnings("ImmutableEnumChecker") // a list of literals
    private final List<String> names;

    HubCallers(List<String> names) {
        this.names = names;
    }

    boolean include(String caller) {
        return names.contains(caller);
    }
}
