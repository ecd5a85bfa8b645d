package dev.berth.server;

import dev.berth.database.jobs.Node;
import dev.berth.registry.Collected;
import dev.berth.registry.Scrub;
import dev.berth.server.config.ConfigurationFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands of {@code berth admin}, as they work on an installation. */
final class AdminCommands {
    private static final Logger log = LoggerFactory.getLogger(AdminCommands.class);
    private static final Duration INVITATION = Duration.ofDays(7);

    private final Installation installation;

    AdminCommands(Installation installation) {
        this.installation = installation;
    }

    /** Runs one command and answers its exit code: 0 when it did what was asked and found nothing wrong. */
    int run(List<String> words, Consumer<String> lines) {
        try {
            return dispatch(words, lines);
        } catch (IOException | RuntimeException e) {
            log.warn("admin {} failed", words.getFirst(), e);
            lines.accept("berth: " + reason(e));
            return 1;
        }
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case NoSuchFileException e -> e.getFile() + " does not exist";
            case AccessDeniedException e -> e.getFile() + " cannot be written or read by this user";
            case Exception e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private int dispatch(List<String> words, Consumer<String> lines) throws IOException {
        String argument = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "gc" -> argument.equals("--dry-run") ? rehearse(lines) : collect(lines);
            case "scrub" -> scrub(lines);
            case "backup" -> new Backup(installation, lines).backUp(Path.of(argument));
            case "restore" -> new Backup(installation, lines).restore(Path.of(argument));
            case "copy-blobs" -> copyBlobs(Path.of(argument), words.contains("--finish"), lines);
            case "invite" -> invite(lines);
            case "password" -> password(argument, words.get(2), lines);
            default -> {
                lines.accept("berth: unknown command " + words.getFirst());
                yield 1;
            }
        };
    }

    private int rehearse(Consumer<String> lines) {
        Collected collected = installation.registry().collector().rehearse();
        collected.names().forEach(lines);
        lines.accept("would go now: " + summary(collected));
        lines.accept("in their grace or still to be looked at: "
                + installation.registry().collector().waiting());
        return 0;
    }

    private int collect(Consumer<String> lines) throws IOException {
        String node = installation.jobs().self().map(Node::name).orElse("berth admin");
        Collected collected = installation.registry().collectionWork().collect(node, Optional.of("berth admin gc"));
        collected.names().forEach(lines);
        lines.accept("gone: " + summary(collected));
        return 0;
    }

    private static String summary(Collected collected) {
        return collected.manifests() + " manifests, " + collected.blobs() + " blobs, " + collected.bytes() + " bytes";
    }

    private int scrub(Consumer<String> lines) throws IOException {
        AtomicLong damaged = new AtomicLong();
        installation.jobs().job("scrub").once(() -> {
            Scrub.Result result = installation.registry().scrub().run(lines);
            damaged.set(result.damaged());
            String said = "verified " + result.blobs() + " blobs, " + result.bytes() + " bytes: " + result.damaged()
                    + " damaged; " + result.swept() + " files swept that nothing names";
            lines.accept(said);
            return said;
        });
        return damaged.get() == 0 ? 0 : 1;
    }

    private int copyBlobs(Path target, boolean finish, Consumer<String> lines) throws IOException {
        try {
            return new BlobMove(installation, lines).run(target, finish);
        } catch (ConfigurationFailure | StartupFailure e) {
            lines.accept("berth: " + e.getMessage());
            return 1;
        }
    }

    private int invite(Consumer<String> lines) {
        lines.accept(installation.accounts().signUps().invite(Optional.empty(), INVITATION, Optional.empty()));
        return 0;
    }

    private int password(String account, String password, Consumer<String> lines) {
        installation.accounts().setPassword(account, password);
        lines.accept("the password of " + account + " was changed");
        return 0;
    }
}
