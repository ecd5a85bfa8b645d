package dev.berth.accounts.api;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * One endpoint of the REST API.
 *
 * @param method the HTTP method
 * @param path from {@code /api/v1} on; {@code {name…}} takes a repository's name with its slashes, up to {@code /-/} or the end
 * @param name the name under which it is counted and logged, and its {@code operationId}
 * @param group what it is about, as a heading of the document
 * @param summary what it does
 * @param body the type of what it is sent; {@code Void} for nothing
 * @param status the status when all is well
 * @param answer the type of what it answers; {@code Void} for nothing, and for what it writes itself as {@code contentType}
 * @param contentType the content type of what it answers
 */
public record Endpoint<B>(
        String method,
        String path,
        String name,
        String group,
        String summary,
        Access access,
        List<Parameter> parameters,
        Class<B> body,
        int status,
        Type answer,
        String contentType,
        Action<B, ?> action) {

    /** What an endpoint does. */
    @FunctionalInterface
    public interface Action<B, R> {
        /**
         * What it answers.
         *
         * @throws dev.berth.http.Problem where it cannot
         */
        R on(Call<B> call) throws IOException;
    }

    /** What an endpoint does that answers nothing. */
    @FunctionalInterface
    public interface Effect<B> {
        /** Has its effect; see {@link Action#on}. */
        void on(Call<B> call) throws IOException;
    }

    /** A description that is not finished: {@code answers} finishes it. */
    public static final class Draft<B> {
        private final String method;
        private final String path;
        private final String name;
        private final String group;
        private final Class<B> body;
        private final String summary;
        private final List<Parameter> parameters = new ArrayList<>();
        private Access access = Access.ACCOUNT;

        private Draft(String method, String path, String name, String group, Class<B> body, String summary) {
            this.method = method;
            this.path = path;
            this.name = name;
            this.group = group;
            this.body = body;
            this.summary = summary;
        }

        /** Who may use it; whoever has an account where nothing is said. */
        public Draft<B> access(Access wanted) {
            access = wanted;
            return this;
        }

        /** It may be sent this query parameter. */
        public Draft<B> parameter(String parameter, Class<?> type, String description) {
            parameters.add(new Parameter(parameter, type, false, description));
            return this;
        }

        /** It may be sent this query parameter, more than once. */
        public Draft<B> parameters(String parameter, Class<?> type, String description) {
            parameters.add(new Parameter(parameter, type, true, description));
            return this;
        }

        /** It answers a page of a list: {@code n} items after the position {@code after}. */
        public Draft<B> paged() {
            return parameter(
                            "n",
                            Integer.class,
                            "How many items, at most " + Page.MOST + "; " + Page.USUAL + " by itself")
                    .parameter("after", String.class, "The `next` of the page before");
        }

        /** It answers 200 with a value of this type. */
        public <R> Endpoint<B> answers(Class<R> type, Action<B, R> action) {
            return end(200, type, action);
        }

        /** It answers 200 with a page of items of this type. */
        public <R> Endpoint<B> answersPage(Class<R> item, Action<B, Page<R>> action) {
            return end(200, new Generic(Page.class, item), action);
        }

        /** It answers 200 with a list of items of this type. */
        public <R> Endpoint<B> answersList(Class<R> item, Action<B, List<R>> action) {
            return end(200, new Generic(List.class, item), action);
        }

        /** It answers 201 with what was made. */
        public <R> Endpoint<B> makes(Class<R> type, Action<B, R> action) {
            return end(201, type, action);
        }

        /** It answers 204, when it is done. */
        public Endpoint<B> does(Effect<B> effect) {
            return end(204, Void.class, call -> {
                effect.on(call);
                return Nothing.TO_SAY;
            });
        }

        /** It writes its answer of this content type to the exchange itself. */
        public Endpoint<B> writes(String contentType, Effect<B> effect) {
            return new Endpoint<>(
                    method,
                    path,
                    name,
                    group,
                    summary,
                    access,
                    List.copyOf(parameters),
                    body,
                    200,
                    Void.class,
                    contentType,
                    call -> {
                        effect.on(call);
                        return Nothing.TO_SAY;
                    });
        }

        private Endpoint<B> end(int status, Type answer, Action<B, ?> action) {
            return new Endpoint<>(
                    method,
                    path,
                    name,
                    group,
                    summary,
                    access,
                    List.copyOf(parameters),
                    body,
                    status,
                    answer,
                    "application/json",
                    action);
        }
    }

    private enum Nothing {
        TO_SAY
    }

    /** Drafts endpoints about one thing. */
    public record Group(String heading) {
        /** An endpoint that reads. */
        public Draft<Void> get(String path, String name, String summary) {
            return new Draft<>("GET", path, name, heading, Void.class, summary);
        }

        /** An endpoint that deletes. */
        public Draft<Void> delete(String path, String name, String summary) {
            return new Draft<>("DELETE", path, name, heading, Void.class, summary);
        }

        /** An endpoint that deletes, sent what makes sure of it. */
        public <B> Draft<B> delete(String path, Class<B> body, String name, String summary) {
            return new Draft<>("DELETE", path, name, heading, body, summary);
        }

        /** An endpoint that makes or does something, sent nothing. */
        public Draft<Void> post(String path, String name, String summary) {
            return new Draft<>("POST", path, name, heading, Void.class, summary);
        }

        /** An endpoint that makes or does something with what it is sent. */
        public <B> Draft<B> post(String path, Class<B> body, String name, String summary) {
            return new Draft<>("POST", path, name, heading, body, summary);
        }

        /** An endpoint that puts what it is sent into its place. */
        public <B> Draft<B> put(String path, Class<B> body, String name, String summary) {
            return new Draft<>("PUT", path, name, heading, body, summary);
        }

        /** An endpoint that sets something, sent nothing. */
        public Draft<Void> put(String path, String name, String summary) {
            return new Draft<>("PUT", path, name, heading, Void.class, summary);
        }

        /** An endpoint that changes the fields that it is sent. */
        public <B> Draft<B> patch(String path, Class<B> body, String name, String summary) {
            return new Draft<>("PATCH", path, name, heading, body, summary);
        }
    }
}
