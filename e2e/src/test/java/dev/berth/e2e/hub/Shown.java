package dev.berth.e2e.hub;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/**
 * A page to be looked at.
 *
 * @param name what its pictures are called
 * @param then what is done on it before it is looked at
 * @param refused whether the server refuses something that it asks for, as where there is nothing
 */
record Shown(String name, Visitor who, String path, Consumer<Page> then, boolean refused) {
    /** Who looks. */
    enum Visitor {
        STRANGER,
        /** Has an account since today, and nothing in it. */
        NEWCOMER,
        /** Has repositories and an organisation. */
        OWNER,
        ADMINISTRATOR
    }

    static Shown page(String name, Visitor who, String path) {
        return new Shown(name, who, path, page -> {}, false);
    }

    Shown after(Consumer<Page> action) {
        return new Shown(name, who, path, action, refused);
    }

    Shown whereRefused() {
        return new Shown(name, who, path, then, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
