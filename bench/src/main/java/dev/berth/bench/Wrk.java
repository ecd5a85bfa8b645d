package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrk reports about the GETs of one address. */
record Wrk(long requests, double perSecond) {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern FAILURES = Pattern.compile("Non-2xx or 3xx responses: .*|Socket errors: .*");

    static Wrk get(URI address, Optional<String> authorization, int connections, Duration duration)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("wrk", "--threads", "1", "--timeout", "60s"));
        command.addAll(List.of("--connections", Integer.toString(connections)));
        command.addAll(List.of("--duration", duration.toSeconds() + "s"));
        command.addAll(List.of("--header", "Accept: " + Image.MANIFEST));
        authorization.ifPresent(value -> command.addAll(List.of("--header", "Authorization: " + value)));
        command.add(address.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return parse(output);
    }

    /** Refuses a report with failures: an error that comes fast is no result. */
    static Wrk parse(String output) {
        Matcher failures = FAILURES.matcher(output);
        if (failures.find()) {
            throw new IllegalStateException("wrk: " + failures.group());
        }
        Matcher requests = REQUESTS.matcher(output);
        Matcher perSecond = PER_SECOND.matcher(output);
        if (!requests.find() || !perSecond.find()) {
            throw new IllegalStateException("wrk reports no rate: " + output);
        }
        return new Wrk(Long.parseLong(requests.group(1)), Double.parseDouble(perSecond.group(1)));
    }
}
