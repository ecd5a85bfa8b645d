package dev.berth.e2e.harness;

import java.io.IOException;

/** Somebody with an account. */
public record User(String name, String password) {
    /** What passwords begin with; the name follows. */
    public static final String PASS_PHRASE = "a long enough pass phrase of ";

    /** Registers an ID as a stranger does, over the API. */
    public static User signUp(Wire stranger, String name) throws IOException {
        var user = new User(name, PASS_PHRASE + name);
        stranger.json(
                        "POST",
                        "/api/v1/users",
                        "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\"}"
                                .formatted(name, name, user.password()))
                .expect(201);
        return user;
    }

    /** The same user with a personal token of all rights in place of the password. */
    public User withToken(Wire wire) throws IOException {
        Answer made = wire.as(name, password)
                .json("POST", "/api/v1/tokens", "{\"label\":\"e2e\",\"scopes\":[\"read\",\"write\",\"delete\"]}")
                .expect(201);
        return new User(name, made.json().get("token").asString());
    }

    /** The form that the command lines take. */
    public String credentials() {
        return name + ":" + password;
    }
}
