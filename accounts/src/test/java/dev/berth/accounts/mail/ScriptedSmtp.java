package dev.berth.accounts.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server that says what it is told to, and can change to TLS in the middle, which GreenMail cannot. */
final class ScriptedSmtp implements AutoCloseable {
    private final List<String> plain = new CopyOnWriteArrayList<>();
    private final List<String> secure = new CopyOnWriteArrayList<>();
    private ServerSocket socket = unbound();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Serves one connection, and answers the port.
     *
     * @param recipient what it says to the recipient of a mail
     */
    int start(Path keys, boolean startTls, String recipient) throws IOException {
        socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket connection = socket.accept()) {
                say(connection, "220 here");
                if (talk(connection, plain, startTls, recipient)) {
                    SSLSocket encrypted = (SSLSocket)
                            context(keys).getSocketFactory().createSocket(connection, null, connection.getPort(), true);
                    encrypted.setUseClientMode(false);
                    talk(encrypted, secure, false, recipient);
                }
            } catch (IOException | GeneralSecurityException e) {
                // The test sees it by what its mailer says.
            }
        });
        return socket.getLocalPort();
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Answers commands until the end, or until the client wants TLS. */
    private static boolean talk(Socket connection, List<String> commands, boolean startTls, String recipient)
            throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8), 1);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String command = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
            commands.add(command);
            switch (command) {
                case "EHLO" -> say(connection, startTls ? "250-here\r\n250 STARTTLS" : "250-here\r\n250 AUTH PLAIN");
                case "STARTTLS" -> {
                    say(connection, "220 go on");
                    return true;
                }
                case "AUTH" -> say(connection, "235 welcome");
                case "RCPT" -> say(connection, recipient);
                case "DATA" -> {
                    say(connection, "354 go on");
                    String text = lines.readLine();
                    while (text != null && !text.equals(".")) {
                        text = lines.readLine();
                    }
                    say(connection, "250 taken");
                }
                case "QUIT" -> {
                    say(connection, "221 bye");
                    return false;
                }
                default -> say(connection, "250 fine");
            }
        }
        return false;
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
    }

    List<String> plainCommands() {
        return plain;
    }

    List<String> secureCommands() {
        return secure;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
