package dev.berth.accounts.http;

import dev.berth.accounts.Expiry;
import dev.berth.accounts.Robot;
import dev.berth.accounts.Robots;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/orgs/<org>/robots}: the tokens of an organisation. */
final class RobotEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Robots");
    private static final String ALL = "/api/v1/orgs/{org}/robots";
    private static final String ONE = "/api/v1/orgs/{org}/robots/{id}";

    private final Robots robots;

    RobotEndpoints(Robots robots) {
        this.robots = robots;
    }

    /** What a robot is to be. */
    record NewRobot(String label, List<GrantView> repositories, Optional<Instant> expiresAt) {}

    /** What is to change of a robot; what is absent stays. */
    record RobotChange(Optional<List<GrantView>> repositories, Optional<Boolean> enabled, Optional<String> expiresAt) {}

    /** A robot, without its secret; it logs in by its login. */
    record RobotView(
            String id,
            String label,
            String login,
            List<GrantView> repositories,
            boolean enabled,
            String createdBy,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {
        static RobotView of(String organisation, Robot robot) {
            return new RobotView(
                    String.valueOf(robot.id()),
                    robot.label(),
                    robot.login(organisation),
                    GrantView.of(robot.grants()),
                    robot.enabled(),
                    robot.createdBy(),
                    robot.createdAt(),
                    robot.expiresAt(),
                    robot.lastUsedAt());
        }
    }

    /** A robot that was just made, with its secret, which is told this once. */
    record CreatedRobot(RobotView robot, String token) {}

    void addTo(Api api) {
        api.add(
                GROUP.post(ALL, NewRobot.class, "create_robot", "Makes a robot, and tells its secret this once")
                        .access(Access.PERSON)
                        .makes(CreatedRobot.class, this::create),
                GROUP.get(ALL, "list_robots", "The robots of an organisation")
                        .access(Access.PERSON)
                        .answersList(RobotView.class, this::list),
                GROUP.get(ONE, "show_robot", "One robot")
                        .access(Access.PERSON)
                        .answers(
                                RobotView.class,
                                call -> RobotView.of(org(call), robots.get(call.account(), org(call), call.id()))),
                GROUP.patch(ONE, RobotChange.class, "change_robot", "Changes what is sent of a robot")
                        .access(Access.PERSON)
                        .answers(RobotView.class, this::change),
                GROUP.delete(ONE, "delete_robot", "Deletes a robot")
                        .access(Access.PERSON)
                        .does(call -> robots.delete(call.account(), org(call), call.id())));
    }

    private static String org(Call<?> call) {
        return call.path("org");
    }

    private CreatedRobot create(Call<NewRobot> call) {
        NewRobot wanted = call.body();
        Robots.Created created = robots.create(
                call.account(),
                org(call),
                wanted.label(),
                GrantView.parse(wanted.repositories(), Set.of()),
                wanted.expiresAt());
        return new CreatedRobot(RobotView.of(org(call), created.robot()), created.secret());
    }

    private List<RobotView> list(Call<Void> call) {
        return robots.list(call.account(), org(call)).stream()
                .map(robot -> RobotView.of(org(call), robot))
                .toList();
    }

    private RobotView change(Call<RobotChange> call) {
        RobotChange wanted = call.body();
        Robots.Wish wish = new Robots.Wish(
                wanted.repositories().map(views -> GrantView.parse(views, Set.of())),
                wanted.enabled(),
                wanted.expiresAt().map(Expiry::parse));
        return RobotView.of(org(call), robots.change(call.account(), org(call), call.id(), wish));
    }
}
