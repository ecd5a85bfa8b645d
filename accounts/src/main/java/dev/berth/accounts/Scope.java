package dev.berth.accounts;

import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token is asked for, or is good for (Docker token authentication, "Token Scope Documentation"). */
public sealed interface Scope {
    /** How many one request may ask for, so that the token stays shorter than the headers that servers accept. */
    int MOST = 20;

    /** The scope as its protocol writes it: {@code repository:a/b:pull,push}. */
    String text();

    /** Rights on a repository. */
    record OfRepository(RepositoryName repository, Set<Right> rights) implements Scope {
        public OfRepository {
            rights = Set.copyOf(rights);
        }

        @Override
        public String text() {
            return rights.stream()
                    .sorted()
                    .map(Right::action)
                    .collect(Collectors.joining(",", "repository:" + repository + ":", ""));
        }
    }

    /** The list of repositories. */
    record OfCatalogue() implements Scope {
        @Override
        public String text() {
            return "registry:catalog:*";
        }
    }

    /** Something that this token server knows nothing of, and grants to nobody. */
    record Unknown(String text) implements Scope {}

    /** These scopes in one parameter, with spaces between them. */
    static String text(Collection<? extends Scope> scopes) {
        return scopes.stream().map(Scope::text).collect(Collectors.joining(" "));
    }

    /**
     * The scopes in these parameters, each of which may hold several with spaces between them.
     *
     * @throws RegistryFailure {@link WireError#PARAMETER_INVALID} or {@link WireError#NAME_INVALID}
     */
    static List<Scope> parse(List<String> parameters) {
        List<Scope> scopes = new ArrayList<>();
        for (String parameter : parameters) {
            for (String text : parameter.split(" ")) {
                if (!text.isEmpty()) {
                    scopes.add(parse(text));
                }
                if (scopes.size() > MOST) {
                    throw new RegistryFailure(WireError.PARAMETER_INVALID, "more than " + MOST + " scopes at once");
                }
            }
        }
        return scopes;
    }

    /** The scope that this text spells; it throws as {@link #parse(List)} does. */
    static Scope parse(String text) {
        int typeEnd = text.indexOf(':');
        int nameEnd = text.lastIndexOf(':');
        if (typeEnd < 1 || nameEnd <= typeEnd + 1) {
            throw malformed(text);
        }
        String type = type(text.substring(0, typeEnd), text);
        String name = text.substring(typeEnd + 1, nameEnd);
        String[] actions = text.substring(nameEnd + 1).split(",", -1);
        boolean all = false;
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (String action : actions) {
            if (!isWord(action) && !action.equals("*") && !(action.isEmpty() && actions.length == 1)) {
                throw malformed(text);
            }
            all |= action.equals("*");
            Right.named(action).ifPresent(rights::add);
        }
        if (type.equals("registry") && name.equals("catalog") && all) {
            return new OfCatalogue();
        }
        if (!type.equals("repository")) {
            return new Unknown(text);
        }
        return new OfRepository(RepositoryName.parse(name), all ? EnumSet.allOf(Right.class) : rights);
    }

    /** The type without its class, which says only what kind of image to expect: {@code repository(plugin)}. */
    private static String type(String text, String scope) {
        int open = text.indexOf('(');
        if (open < 0) {
            if (!isWord(text)) {
                throw malformed(scope);
            }
            return text;
        }
        boolean closed = text.endsWith(")") && isWord(text.substring(open + 1, text.length() - 1));
        if (!closed || !isWord(text.substring(0, open))) {
            throw malformed(scope);
        }
        return text.substring(0, open);
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }

    private static RegistryFailure malformed(String text) {
        return new RegistryFailure(
                WireError.PARAMETER_INVALID,
                "a scope looks like repository:anna/app:pull,push, not like '" + Quoted.of(text) + "'");
    }
}
