package dev.berth.server.wire;

import dev.berth.oci.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the rows of the table act on: words in braces stand for what is made when a row needs it, by those who may, and made
 * anew after a row has used it up.
 */
final class Props {
    private static final Pattern WORD = Pattern.compile("\\{([a-z]+)}");
    private static final String ORG = "/api/v1/orgs/acme";
    private static final String APP = "/api/v1/repositories/acme/app/-";

    private final Cast cast;
    private final Map<String, String> made = new HashMap<>();
    private int count;

    Props(Cast cast) {
        this.cast = cast;
    }

    /** The text with what its words stand for. */
    String fill(String text) {
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(thing(word.group(1))));
    }

    /** Forgets what it made: it is used up. */
    void forget() {
        made.clear();
    }

    private String thing(String word) {
        if (word.equals("new")) {
            return "made" + ++count;
        }
        String known = made.get(word);
        if (known == null) {
            known = make(word);
            made.put(word, known);
        }
        return known;
    }

    private String make(String word) {
        return switch (word) {
            case "digest" -> Cast.INDEX.digest().toString();
            case "blob" -> Digest.of(Cast.BLOB).toString();
            case "empty" -> Digest.of(new byte[0]).toString();
            case "none" -> "sha256:" + "0".repeat(64);
            case "robot" ->
                made(
                        ORG + "/robots",
                        "{'label':'{new}','repositories':[{'name':'acme/app','scopes':['read']}]}",
                        "/robot/id");
            case "token" -> made("/api/v1/tokens", "{'label':'t','scopes':['read']}", "/id");
            case "session" -> session();
            case "webhook" -> webhook(APP);
            case "delivery" -> made(APP + "/webhooks/{webhook}/test", "", "/id");
            case "orghook" -> webhook(ORG);
            case "orgdelivery" -> made(ORG + "/webhooks/{orghook}/test", "", "/id");
            case "invitation" -> made(ORG + "/invitations", "{'email':'{new}@example.org'}", "/invitation/id");
            case "code" -> made(ORG + "/invitations", "{'email':'{new}@example.org'}", "/code");
            case "team" -> team();
            case "member" -> put(ORG + "/members/guest", "{'role':'member'}");
            case "collaborator" -> put(APP + "/collaborators/guest", "{'role':'read'}");
            case "repository" -> made("/api/v1/repositories", "{'name':'acme/{new}'}", "/name");
            case "org" -> made("/api/v1/orgs", "{'name':'{new}'}", "/name");
            case "uploadapp" -> upload("acme/app");
            case "uploadopen" -> upload("acme/open");
            case "lost" -> "00000000-0000-4000-8000-000000000000";
            default -> throw new IllegalArgumentException("nobody knows what {" + word + "} is");
        };
    }

    /** What is found at this place of the answer to Otto, who makes something. */
    private String made(String path, String body, String pointer) {
        return cast.as("otto", "POST", fill(path))
                .sending(fill(Cast.json(body)))
                .answers(201)
                .json()
                .at(pointer)
                .asString();
    }

    /** A guest whom the administrator puts somewhere. */
    private String put(String path, String body) {
        cast.as("admin", "PUT", path).sending(Cast.json(body)).answers(204);
        return "guest";
    }

    private String session() {
        return cast.as("otto/browser", "GET", "/api/v1/sessions")
                .answers(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** The only webhook of this place, whose calls lead nowhere. */
    private String webhook(String place) {
        String all = place + "/webhooks";
        cast.as("otto", "GET", all)
                .answers(200)
                .json()
                .path("items")
                .forEach(item -> cast.as(
                                "otto", "DELETE", all + "/" + item.path("id").asString())
                        .answers(204));
        return made(
                all,
                "{'name':'hook','url':'https://hook.invalid/','events':['tag.pushed'],'format':'cloudevents'}",
                "/id");
    }

    /** A team that Mona is in, and that may pull {@code acme/open}, as everybody may. */
    private String team() {
        String name = made(ORG + "/teams", "{'name':'{new}'}", "/name");
        cast.as("otto", "PUT", ORG + "/teams/" + name + "/members/mona").answers(204);
        cast.as("otto", "PUT", ORG + "/teams/" + name + "/repositories/acme/open")
                .sending(Cast.json("{'role':'read'}"))
                .answers(204);
        return name;
    }

    private String upload(String repository) {
        String location = cast.as("otto", "POST", "/v2/" + repository + "/blobs/uploads/")
                .sending("")
                .answers(202)
                .header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
