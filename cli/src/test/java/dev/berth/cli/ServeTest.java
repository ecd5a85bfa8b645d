package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract that scripts rely on, with a process of its own for each server. */
@Timeout(60)
class ServeTest {
    private static final String READY = "Berth is ready at ";

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    Path data;

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void serve_onAFreePort_saysWhereAndAnswers() throws Exception {
        Process server = serve("--port", "0");
        URI address = address(server.inputReader().readLine());

        assertThat(address.getHost()).isEqualTo("127.0.0.1");
        assertThat(address.getPort()).isPositive();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address.resolve("/healthz")).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void serve_toldToTerminate_endsWithZeroAndNoFurtherWord() throws Exception {
        Process server = serve("--port", "0");
        BufferedReader out = server.inputReader();
        assertThat(out.readLine()).startsWith(READY);
        server.toHandle().destroy();

        assertThat(server.waitFor()).isZero();
        assertThat(out.readLine()).isNull();
    }

    @Test
    void serve_onATakenPort_saysSoInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process server = serve("--port", String.valueOf(taken.getLocalPort()));

            assertThat(server.waitFor()).isEqualTo(ExitCode.FAILED);
            assertThat(server.inputReader().readLine()).isNull();
            assertThat(server.errorReader().lines())
                    .filteredOn(line -> line.startsWith("berth: "))
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void serve_onATakenPortBeyondThisMachine_saysNothingElse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Process server = serve("--host", "0.0.0.0", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(server.waitFor()).isEqualTo(ExitCode.FAILED);
            assertThat(server.errorReader().lines())
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void serve_withAWrongFlag_saysSoInOneLine() throws Exception {
        Process server = serve("--port", "70000");

        assertThat(server.waitFor()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(server.errorReader().lines())
                .containsExactly("berth: --port is '70000'; expected is a number from 0 to 65535");
    }

    private Process serve(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Berth.class.getName(),
                "serve",
                "--data",
                data.toString()));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("BERTH_"));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static URI address(String line) {
        assertThat(line).startsWith(READY);
        return URI.create(line.substring(READY.length()));
    }
}
