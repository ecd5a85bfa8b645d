package dev.berth.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a node is called among the others: its host and its port, which stay the same over restarts. */
final class NodeName {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private NodeName() {}

    static String of(URI address) {
        return host() + ":" + address.getPort();
    }

    /** Linux tells the name at once; elsewhere, asking for it may ask a name server. */
    private static String host() {
        try {
            return Files.isReadable(LINUX)
                    ? Files.readString(LINUX).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
