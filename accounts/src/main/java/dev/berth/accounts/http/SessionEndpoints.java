package dev.berth.accounts.http;

import dev.berth.accounts.Account;
import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Profile;
import dev.berth.accounts.Session;
import dev.berth.accounts.Sessions;
import dev.berth.accounts.SignIn;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.SignUp;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Failures;
import dev.berth.accounts.api.Page;
import dev.berth.http.Exchange;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Signing in and out in a browser: {@code /api/v1/session}, and {@code /api/v1/sessions} for all of somebody's browsers. */
final class SessionEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Sessions");

    private final Accounts accounts;
    private final Gate gate;
    private final Optional<URI> externalUrl;

    SessionEndpoints(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
        this.externalUrl = gate.externalUrl();
    }

    /**
     * Somebody who signs in.
     *
     * @param name the account's name, or its e-mail address
     * @param code what the authenticator app says, or a recovery code, where the account has a second factor
     */
    record Credentials(String name, String password, Optional<String> code) {
        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    /** The account as its owner sees it in every page. */
    record SessionUser(
            String username,
            Optional<String> displayName,
            Optional<String> email,
            boolean emailVerified,
            boolean administrator,
            boolean hasSecondFactor) {
        static SessionUser of(Profile profile) {
            return new SessionUser(
                    profile.username(),
                    profile.displayName(),
                    profile.email(),
                    profile.emailVerified(),
                    profile.administrator(),
                    profile.hasSecondFactor());
        }
    }

    /**
     * What a page needs to know at first.
     *
     * @param csrfToken to be sent in the header {@code X-CSRF-Token} with every change; absent without a session
     * @param signUp who may make an account
     * @param open whether nobody is asked to log in
     * @param mail whether mail is sent from here, as to those who forgot their password
     * @param registryHost what stands before the name of an image that is pulled from here
     */
    record SessionView(
            Optional<SessionUser> user,
            Optional<String> csrfToken,
            SignUp signUp,
            boolean open,
            boolean mail,
            String registryHost) {}

    /** A browser in which somebody is signed in. */
    record SessionItem(
            String id, String address, String userAgent, Instant createdAt, Instant lastSeenAt, boolean current) {}

    void addTo(Api api) {
        api.add(
                GROUP.get("/api/v1/session", "show_session", "Who is signed in, and what a page needs to know at first")
                        .access(Access.ANYBODY)
                        .answers(SessionView.class, this::show),
                GROUP.post("/api/v1/session", Credentials.class, "sign_in", "Signs somebody in, by a cookie")
                        .access(Access.STRANGER)
                        .answers(SessionView.class, this::signIn),
                GROUP.delete("/api/v1/session", "sign_out", "Ends this session")
                        .access(Access.ANYBODY)
                        .does(this::signOut),
                GROUP.get("/api/v1/sessions", "list_sessions", "The browsers in which the account is signed in")
                        .access(Access.PERSON)
                        .answersPage(SessionItem.class, this::list),
                GROUP.delete("/api/v1/sessions", "end_other_sessions", "Signs the account out everywhere but here")
                        .access(Access.PERSON)
                        .does(call -> accounts.sessions()
                                .endOthers(call.account(), call.caller().authority())),
                GROUP.delete("/api/v1/sessions/{id}", "end_session", "Signs the account out in one browser")
                        .access(Access.PERSON)
                        .does(this::end));
    }

    private SessionView show(Call<Void> call) {
        Optional<String> csrfToken = call.caller().authority() instanceof Authority.BySession
                ? SessionCookie.of(call.exchange()).map(Sessions::csrfToken)
                : Optional.empty();
        return view(call.exchange(), call.caller().authority().behind(), csrfToken);
    }

    private SessionView signIn(Call<Credentials> call) {
        Exchange exchange = call.exchange();
        Credentials sent = call.body();
        Account account;
        try {
            SignIn.Person person = accounts.signIn().person(sent.name(), sent.password(), exchange.remoteAddress());
            account = person.account();
            if (person.secondFactor()) {
                requireSecondFactor(exchange, account, sent.code());
            }
        } catch (SignInFailure e) {
            throw gate.refusals().notSignedIn(exchange, e);
        }
        // Whoever was signed in in this browser is not any more.
        SessionCookie.of(exchange)
                .flatMap(accounts.sessions()::find)
                .map(Sessions.Found::authority)
                .ifPresent(before -> accounts.sessions().end(before.account(), before.sessionId()));
        Sessions.Opened opened = accounts.sessions()
                .open(
                        account,
                        exchange.remoteAddress(),
                        exchange.header("User-Agent").orElse(""));
        exchange.identify(account.name());
        SessionCookie.set(
                exchange, externalUrl, opened.secret(), accounts.sessions().lifetime());
        return view(exchange, Optional.of(account), Optional.of(Sessions.csrfToken(opened.secret())));
    }

    private void requireSecondFactor(Exchange exchange, Account account, Optional<String> code) {
        if (code.isEmpty()) {
            throw gate.refusals()
                    .secondFactorNeeded(exchange, "send the code of your authenticator app, or a recovery code");
        }
        if (!accounts.secondFactors().check(account, code.get())) {
            throw gate.refusals().secondFactorNeeded(exchange, "the code is wrong, or was used already");
        }
    }

    private void signOut(Call<Void> call) {
        if (call.caller().authority() instanceof Authority.BySession(Account account, long session)) {
            accounts.sessions().end(account, session);
        }
        SessionCookie.forget(call.exchange(), externalUrl);
    }

    private SessionView view(Exchange exchange, Optional<Account> account, Optional<String> csrfToken) {
        return new SessionView(
                account.map(it -> SessionUser.of(accounts.profiles().of(it))),
                csrfToken,
                accounts.settings().now().signUp(),
                accounts.config().open(),
                accounts.verification().isDemanded(),
                gate.refusals().host(exchange));
    }

    private Page<SessionItem> list(Call<Void> call) {
        Caller caller = call.caller();
        return new Page<>(
                accounts.sessions().list(call.account()).stream()
                        .map(session -> item(session, caller.authority()))
                        .toList(),
                Optional.empty());
    }

    private static SessionItem item(Session session, Authority authority) {
        boolean current = authority instanceof Authority.BySession it && it.sessionId() == session.id();
        return new SessionItem(
                String.valueOf(session.id()),
                session.address(),
                session.userAgent(),
                session.createdAt(),
                session.lastSeenAt(),
                current);
    }

    private void end(Call<Void> call) {
        try {
            accounts.sessions().end(call.account(), call.id());
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }
}
