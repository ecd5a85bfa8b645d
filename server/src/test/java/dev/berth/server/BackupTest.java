package dev.berth.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Sees;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.PushedBlob;
import dev.berth.registry.Uploads;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.EffectiveSettings;
import dev.berth.storage.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and a restore never harm what they were not asked to replace, and hand on no damage. */
class BackupTest {
    private static final RepositoryName NAME = RepositoryName.parse("lib/app");

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void restore_ofABackup_bringsBack() throws Exception {
        Path backup = folder.resolve("backup");
        Digest early;
        try (Installation berth = berth("one")) {
            early = push(berth, "early");
            assertThat(run(berth, "backup", backup)).isZero();
            Digest late = push(berth, "late");
            assertThat(run(berth, "restore", backup)).as("%s", lines).isZero();
            assertThat(stored(berth, early)).hasContent("early");
            assertThat(berth.registry()
                            .blobs()
                            .mountFromAnywhere(NAME, new PushedBlob(late, "ada"), new Sees.Everything()))
                    .isFalse();
        }
        try (Installation other = berth("other")) {
            assertThat(run(other, "restore", backup)).as("%s", lines).isZero();
            assertThat(stored(other, early)).hasContent("early");
        }
        assertThat(names(backup)).containsExactlyInAnyOrder("berth.db", "blobs");
        assertThat(names(folder.resolve("one"))).doesNotContain("berth.db.restored");
    }

    @Test
    void backup_isForItsOwnerAlone() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Installation berth = berth("one")) {
            push(berth, "private");
            assertThat(run(berth, "backup", shared)).isZero();
        }
        for (String name : List.of("berth.db", "blobs")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve(name))))
                    .as(name)
                    .endsWith("------");
        }
    }

    @Test
    void serve_inAFolderThatOthersRead_keepsItsDataForItsOwner() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("one"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Installation berth = berth("one")) {
            push(berth, "private");
            for (String name : List.of("berth.db", "berth.db-wal", "blobs")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve(name))))
                        .as(name)
                        .endsWith("------");
            }
        }
    }

    @Test
    void backup_toADataFolder_isRefused() throws Exception {
        try (Installation berth = berth("one");
                Installation other = berth("other")) {
            Digest kept = push(other, "kept");
            for (String data : List.of("one", "other")) {
                assertThat(run(berth, "backup", folder.resolve(data))).isEqualTo(1);
                assertThat(lines.getLast()).startsWith("berth: ").contains("data folder");
            }
            assertThat(stored(other, kept)).hasContent("kept");
            assertThat(run(berth, "restore", folder.resolve("one"))).isEqualTo(1);
        }
    }

    @Test
    void backup_afterOneThatBrokeOff() throws Exception {
        Path backup = Files.createDirectory(folder.resolve("backup"));
        for (String left : List.of("berth.db.new", "berth.db.new-wal", "berth.db.new-shm")) {
            Files.writeString(backup.resolve(left), "half");
        }
        try (Installation berth = berth("one")) {
            push(berth, "early");
            assertThat(run(berth, "backup", backup)).as("%s", lines).isZero();
        }
        assertThat(names(backup)).containsExactlyInAnyOrder("berth.db", "blobs");
    }

    @Test
    void backup_ofADamagedBlob_saysSo() throws Exception {
        try (Installation berth = berth("one")) {
            Digest damaged = push(berth, "sound");
            Files.writeString(stored(berth, damaged), "bound");
            assertThat(run(berth, "backup", folder.resolve("backup"))).isEqualTo(1);
            assertThat(lines).anyMatch(line -> line.contains(damaged.toString()) && line.contains("damaged"));
        }
    }

    @Test
    void restore_ofADamagedBackup_changesNothing() throws Exception {
        Path backup = folder.resolve("backup");
        try (Installation berth = berth("one")) {
            Path blob = stored(berth, push(berth, "sound"));
            assertThat(run(berth, "backup", backup)).isZero();
            Files.writeString(backup.resolve(folder.resolve("one").relativize(blob)), "bound");
        }
        try (Installation other = berth("other")) {
            Digest kept = push(other, "kept");
            assertThat(run(other, "restore", backup)).isEqualTo(1);
            assertThat(lines.getLast()).contains("nothing was restored");
            assertThat(stored(other, kept)).hasContent("kept");
        }
    }

    @Test
    void restore_healsWhatIsDamaged() throws Exception {
        Path backup = folder.resolve("backup");
        try (Installation berth = berth("one")) {
            Digest digest = push(berth, "sound");
            assertThat(run(berth, "backup", backup)).isZero();
            Files.writeString(stored(berth, digest), "bound");
            assertThat(run(berth, "restore", backup)).as("%s", lines).isZero();
            assertThat(stored(berth, digest)).hasContent("sound");
        }
    }

    @Test
    void restore_ofSomethingElse_changesNothing() throws Exception {
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.createDirectories(foreign.resolve("blobs/ff"));
        Path database = foreign.resolve("berth.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table something (it text)");
        }
        byte[] before = Files.readAllBytes(database);
        try (Installation berth = berth("one")) {
            Digest kept = push(berth, "kept");
            assertThat(run(berth, "restore", foreign)).isEqualTo(1);
            assertThat(stored(berth, kept)).hasContent("kept");
            Files.writeString(foreign.resolve("berth.db"), "no database at all");
            assertThat(run(berth, "restore", foreign)).isEqualTo(1);
            assertThat(stored(berth, kept)).hasContent("kept");
            Files.write(database, before);
            assertThat(run(berth, "restore", folder.resolve("nowhere"))).isEqualTo(1);
        }
        assertThat(database).hasBinaryContent(before);
        assertThat(names(foreign)).containsExactlyInAnyOrder("berth.db", "blobs");
    }

    private Installation berth(String name) throws Exception {
        return Installation.open(Configuration.of(EffectiveSettings.of(
                Optional.empty(),
                Map.of(),
                Map.of("--data", folder.resolve(name).toString()))));
    }

    private int run(Installation berth, String command, Path argument) {
        return new AdminCommands(berth).run(List.of(command, argument.toString()), lines::add);
    }

    private static Digest push(Installation berth, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        Digest digest = Digest.of(bytes);
        Uploads uploads = berth.registry().uploads();
        var session = uploads.open(NAME, Algorithm.SHA256);
        uploads.finish(
                NAME, session.id(), new ByteArrayInputStream(bytes), Optional.empty(), new PushedBlob(digest, "ada"));
        return digest;
    }

    /** The file of a blob that the installation has. */
    private static Path stored(Installation berth, Digest digest) {
        Location location = berth.registry().blobs().find(NAME, digest).location();
        return berth.folder()
                .blobs()
                .resolve(location.value().substring(0, 2))
                .resolve(location.value().substring(2));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).toList();
        }
    }
}
