package dev.berth.cli;

import dev.berth.server.Administration;
import dev.berth.server.StartupFailure;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.ConfigurationFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Moves an installation's blobs to another store. */
@Command(
        name = "copy-blobs",
        description = "Copies the blobs to another storage, while the server runs; again, it copies what is new.",
        footer = "The last time, with --finish, no server may run. Then start the servers with the new storage.")
final class CopyBlobs implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Admin admin;

    @Option(
            names = "--to-config",
            required = true,
            paramLabel = "FILE",
            description = "A configuration, in YAML, whose settings storage.… describe the storage to copy to.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path target;

    @Option(
            names = "--finish",
            description = "Copies the rest, after the servers were stopped, and ends the uploads that were under way.")
    private boolean finish;

    @Override
    public Integer call() throws ConfigurationFailure, StartupFailure {
        Configuration configuration = admin.configuration();
        String file = target.toAbsolutePath().toString();
        return finish
                ? Administration.runAlone(configuration, List.of("copy-blobs", file, "--finish"), admin::show)
                : Administration.run(configuration, List.of("copy-blobs", file), admin::show);
    }
}
