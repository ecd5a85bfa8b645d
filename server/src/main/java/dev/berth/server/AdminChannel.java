package dev.berth.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How {@code berth admin} reaches the server that runs on a data folder: a port on the loopback address, and a secret that
 * only who may read the folder knows. The file {@code admin} names both.
 *
 * <p>A client sends the secret and gets a greeting, by which it knows that the port is not somebody else's by now. It sends the
 * number of its words and the words; it gets lines, each behind a 1, and at the end a 0 and the exit code.
 */
final class AdminChannel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminChannel.class);
    private static final int MOST_WORDS = 16;
    private static final String GREETING = "Berth";
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LINE = 1;
    private static final int END = 0;

    private final ServerSocket socket;
    private final Path file;
    private final String secret;
    private final AdminCommands commands;

    private AdminChannel(ServerSocket socket, Path file, String secret, AdminCommands commands) {
        this.socket = socket;
        this.file = file;
        this.secret = secret;
        this.commands = commands;
    }

    /**
     * Listens for commands on this installation.
     *
     * @throws StartupFailure when the folder does not take the file
     */
    static AdminChannel open(Installation installation) throws StartupFailure {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        Path file = installation.folder().admin();
        try {
            ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            write(file, socket.getLocalPort() + " " + secret + "\n");
            AdminChannel channel = new AdminChannel(socket, file, secret, new AdminCommands(installation));
            Thread.ofVirtual().name("admin").start(channel::accept);
            return channel;
        } catch (IOException e) {
            throw new StartupFailure("the file " + file + " cannot be written: " + e.getMessage());
        }
    }

    private static void write(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().name("admin-command").start(() -> serve(client));
            } catch (IOException e) {
                log.debug("the admin channel closes: {}", e.toString());
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            if (!isSecret(in.readUTF())) {
                log.warn("somebody without the secret tried the admin channel");
                return;
            }
            out.writeUTF(GREETING);
            int count = Math.min(in.readInt(), MOST_WORDS);
            List<String> words = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                words.add(in.readUTF());
            }
            log.info("admin: {}", words.getFirst());
            int code = commands.run(words, line -> writeLine(out, line));
            out.writeByte(END);
            out.writeInt(code);
        } catch (IOException e) {
            log.debug("an admin command broke off: {}", e.toString());
        }
    }

    private boolean isSecret(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeLine(DataOutputStream out, String line) {
        try {
            out.writeByte(LINE);
            out.writeUTF(line.length() > 8192 ? line.substring(0, 8192) : line);
        } catch (IOException e) {
            // Whoever asked has gone; the command goes on to its end.
            log.debug("nobody listens to an admin command any more: {}", e.toString());
        }
    }

    /**
     * Has the server that runs on the folder do this.
     *
     * @param file the file that names port and secret
     * @return the exit code
     * @throws IOException when no server answers
     */
    static int ask(Path file, List<String> words, Consumer<String> lines) throws IOException {
        String[] parts = Files.readString(file).strip().split(" ");
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
                DataOutputStream out = new DataOutputStream(server.getOutputStream());
                DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()))) {
            server.setSoTimeout(PATIENCE_MILLIS);
            out.writeUTF(parts[1]);
            if (!in.readUTF().equals(GREETING)) {
                throw new IOException("what answers is no Berth");
            }
            server.setSoTimeout(0);
            out.writeInt(words.size());
            for (String word : words) {
                out.writeUTF(word);
            }
            return answer(in, lines);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(file + " does not say where a Berth can be reached", e);
        }
    }

    private static int answer(DataInputStream in, Consumer<String> lines) {
        try {
            while (in.readByte() == LINE) {
                lines.accept(in.readUTF());
            }
            return in.readInt();
        } catch (IOException e) {
            // It is not known how far the command came; nobody else must do it over.
            lines.accept("berth: the server ended before the command did");
            return 1;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("the admin channel did not close cleanly", e);
        }
    }
}
