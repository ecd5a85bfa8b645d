package dev.berth.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of an image like Alpine's: one static busybox, its links, and a greeting. */
public final class AlpineLike {
    public static final String GREETING = "Welcome aboard";

    private AlpineLike() {}

    public static Path context(Path folder) throws IOException {
        Path busybox = Path.of("/bin/busybox");
        if (!Files.isExecutable(busybox)) {
            throw new AssertionError("not installed: busybox-static; run e2e/install-tools as root");
        }
        Tools.require("runc");
        Files.createDirectories(folder);
        Files.copy(busybox, folder.resolve("busybox"));
        Files.writeString(folder.resolve("Dockerfile"), """
                FROM scratch
                COPY busybox /bin/busybox
                RUN ["/bin/busybox", "--install", "-s", "/bin"]
                RUN echo '%s' > /etc-motd
                CMD ["cat", "/etc-motd"]
                """.formatted(GREETING));
        return folder;
    }
}
