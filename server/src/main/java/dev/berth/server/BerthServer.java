package dev.berth.server;

import dev.berth.accounts.AccessConfig;
import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.SignUp;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.http.AccountEndpoints;
import dev.berth.accounts.http.AccountRoutes;
import dev.berth.accounts.http.Gate;
import dev.berth.http.AccessLog;
import dev.berth.http.Area;
import dev.berth.http.BerthHandler;
import dev.berth.http.HttpConfig;
import dev.berth.http.RequestMeters;
import dev.berth.http.Routes;
import dev.berth.hub.http.DockerSearch;
import dev.berth.hub.http.HubEndpoints;
import dev.berth.hub.http.NamespaceEndpoints;
import dev.berth.hub.http.OperationEndpoints;
import dev.berth.registry.http.RegistryArea;
import dev.berth.server.config.Configuration;
import dev.berth.server.pages.Pages;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Berth that runs: where its rooms are put together, in the order in which they depend on each other. */
public final class BerthServer {
    private static final Logger log = LoggerFactory.getLogger(BerthServer.class);

    private final Installation installation;
    private final HealthRoutes health;
    private final Duration leave;
    private final JettyServer jetty;
    private final AdminChannel admin;
    private final Optional<TlsWatch> tlsWatch;
    private final Optional<Thread> collecting;
    private final HubWork hubWork;

    private BerthServer(
            Installation installation,
            HealthRoutes health,
            Duration leave,
            JettyServer jetty,
            AdminChannel admin,
            Optional<TlsWatch> tlsWatch,
            Optional<Thread> collecting,
            HubWork hubWork) {
        this.installation = installation;
        this.health = health;
        this.leave = leave;
        this.jetty = jetty;
        this.admin = admin;
        this.tlsWatch = tlsWatch;
        this.collecting = collecting;
        this.hubWork = hubWork;
    }

    /**
     * Starts what the configuration describes.
     *
     * @throws StartupFailure when it cannot, as when the port is taken
     */
    public static BerthServer start(Configuration given) throws StartupFailure {
        Configuration configuration = withSignUpDecided(given);
        Optional<TlsContext> tls = Optional.empty();
        if (configuration.http().tls().isPresent()) {
            tls = Optional.of(TlsContext.of(configuration.http().tls().get()));
        }
        Installation installation = Installation.open(configuration);
        try {
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            HealthRoutes health = new HealthRoutes(installation.database(), installation.blobs(), meters);
            JettyServer jetty =
                    JettyServer.start(configuration.http(), handler(configuration, installation, health, meters), tls);
            Meters.bind(meters, installation, jetty);
            String node = NodeName.of(jetty.address());
            // Said now, since a server that does not start has one thing to say.
            warnWhereNobodyCanSignUp(given);
            BerthServer server = new BerthServer(
                    installation,
                    health,
                    configuration.http().leave(),
                    jetty,
                    AdminChannel.open(installation),
                    tls.map(TlsWatch::start),
                    startCollecting(configuration, installation, node),
                    HubWork.start(installation.hub(), installation.jobs()));
            installation.jobs().start(node, ProgramVersion.number());
            installation.webhooks().dispatch().start(installation.jobs().job("webhooks"));
            installation.retention().start(installation.jobs().job("event retention"));
            return server;
        } catch (StartupFailure e) {
            installation.close();
            throw e;
        }
    }

    private static BerthHandler handler(
            Configuration configuration,
            Installation installation,
            HealthRoutes health,
            PrometheusMeterRegistry meters) {
        Gate gate = new Gate(installation.accounts(), configuration.http().externalUrl());
        Area registry = new RegistryArea(
                gate,
                installation.registry(),
                installation.hub().pulls(),
                configuration.registry(),
                configuration.http().maxManifestBytes(),
                installation.folder().scratch());
        Routes routes = new Routes();
        health.addTo(routes);
        new AccountRoutes(installation.accounts(), gate).addTo(routes);
        Api api = new Api(gate);
        new AccountEndpoints(installation.accounts(), gate).addTo(api);
        EventRoutes.addTo(api, installation);
        new HealthEndpoint(
                        health.readiness(),
                        installation,
                        new HealthWarnings(ConfigurationWarnings.of(configuration, isLoopback(configuration.http()))))
                .addTo(api);
        new HubEndpoints(installation.hub(), installation.accounts().rights()).addTo(api);
        new OperationEndpoints(installation.registry(), installation.jobs()).addTo(api);
        new NamespaceEndpoints(installation.hub(), installation.accounts(), EventRoutes.owners(installation))
                .addTo(api);
        new DockerSearch(gate, installation.hub().search()).addTo(routes);
        api.addTo(routes);
        routes.otherwise(new Pages());
        return new BerthHandler(
                Map.of("v2", registry, "", routes),
                List.of(FailureTable::translate),
                new RequestMeters(meters),
                new AccessLog(configuration.log().access()));
    }

    private static Optional<Thread> startCollecting(
            Configuration configuration, Installation installation, String node) {
        if (!configuration.collection().enabled()) {
            return Optional.empty();
        }
        return Optional.of(Thread.ofVirtual()
                .name("collector")
                .start(() -> installation
                        .registry()
                        .collectionWork()
                        .run(node, installation.jobs().job("collection"))));
    }

    /** Decides who may sign up where nobody said so: whoever can reach the port, if that is this machine alone. */
    private static Configuration withSignUpDecided(Configuration configuration) {
        AccessConfig access = configuration.access();
        if (access.signUp() != SignUp.AUTO) {
            return configuration;
        }
        boolean loopback = isLoopback(configuration.http());
        return configuration.with(access.with(access.signUp().on(loopback)));
    }

    private static void warnWhereNobodyCanSignUp(Configuration given) {
        AccessConfig access = given.access();
        if (access.signUp() == SignUp.AUTO && !access.open() && !isLoopback(given.http())) {
            log.info(
                    "nobody can sign up, since Berth listens beyond this machine: set access.sign-up to open or invited");
        }
    }

    private static boolean isLoopback(HttpConfig config) {
        try {
            return InetAddress.getByName(config.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Where the server can be reached. */
    public URI address() {
        return jetty.address();
    }

    /**
     * Makes the first administrator where there is none.
     *
     * @param password its password; one is made up when absent
     * @param tell is told the password that was made up, to be shown once, soon after the start
     * @throws StartupFailure when the password is too weak
     */
    public void ensureAdministrator(Optional<String> password, Consumer<String> tell) throws StartupFailure {
        try {
            installation.accounts().ensureAdministrator(password, tell);
        } catch (AccountFailure e) {
            throw new StartupFailure("the administrator's " + e.explanation());
        }
    }

    /**
     * Says that it is not ready any more, serves on for as long as a load balancer needs to notice, takes no more requests,
     * lets the running ones finish, and closes everything.
     */
    public void stop() {
        health.leave();
        sleep(leave);
        admin.close();
        jetty.stop();
        tlsWatch.ifPresent(TlsWatch::close);
        installation.webhooks().dispatch().stop();
        installation.retention().stop();
        installation.registry().collectionWork().stop();
        collecting.ifPresent(BerthServer::join);
        hubWork.stop();
        installation.jobs().stop();
        installation.close();
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
