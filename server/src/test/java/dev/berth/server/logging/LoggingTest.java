package dev.berth.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.berth.server.config.LogConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    LoggingTest() {
        context.setMDCAdapter(MDC.getMDCAdapter());
    }

    @AfterEach
    void close() {
        MDC.clear();
        context.stop();
    }

    @Test
    void log_withoutAWord_isSetUpByTheService() {
        assertThat(LoggerFactory.getILoggerFactory())
                .isInstanceOfSatisfying(
                        LoggerContext.class,
                        found -> assertThat(found.getLogger("ROOT").getAppender("stderr"))
                                .isNotNull());
    }

    @Test
    void readable_isOneLineWithItsKeys() {
        Logging.write(context, LogConfig.Format.READABLE, LogConfig.Level.INFO, out);
        MDC.put("request_id", "0123");
        context.getLogger("dev.berth.registry.Collector")
                .atInfo()
                .addKeyValue("bytes", 42)
                .addKeyValue("reason", "no \"reference\"")
                .log("collected {}", "blobs");

        assertThat(lines())
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Collector: collected blobs bytes=42"
                        + " reason=\"no \\\\\"reference\\\\\"\" request_id=0123");
    }

    @Test
    void json_isOneObjectWithItsKeys() {
        Logging.write(context, LogConfig.Format.JSON, LogConfig.Level.INFO, out);
        MDC.put("request_id", "0123");
        context.getLogger("access")
                .atWarn()
                .addKeyValue("status", 201)
                .addKeyValue("ratio", 0.5)
                .addKeyValue("path", "/v2/\u0007\n")
                .addKeyValue("message", "not this one")
                .setCause(new IllegalStateException("broken"))
                .log("PUT");

        assertThat(lines()).hasSize(1);
        JsonNode line = new JsonMapper().readTree(out.toByteArray());
        assertThat(line.propertyNames())
                .containsExactly(
                        "time", "level", "logger", "message", "status", "ratio", "path", "request_id", "stack_trace");
        assertThat(line.get("level").asString()).isEqualTo("WARN");
        assertThat(line.get("message").asString()).isEqualTo("PUT");
        assertThat(line.get("status").isIntegralNumber()).isTrue();
        assertThat(line.get("ratio").asDouble()).isEqualTo(0.5);
        assertThat(line.get("path").asString()).isEqualTo("/v2/\u0007\n");
        assertThat(line.get("stack_trace").asString()).startsWith("java.lang.IllegalStateException: broken");
    }

    @ParameterizedTest
    @EnumSource(LogConfig.Format.class)
    void line_withControlCharacters_staysOneLine(LogConfig.Format format) {
        Logging.write(context, format, LogConfig.Level.INFO, out);
        context.getLogger("access")
                .atInfo()
                .addKeyValue("key", "a\r\nb\u001b[31m")
                .log("x\ny\u001b");

        assertThat(lines()).singleElement().asString().doesNotContain("\u001b").contains("\\u001");
    }

    @Test
    void level_holdsBackWhatIsLessImportant() {
        Logging.write(context, LogConfig.Format.READABLE, LogConfig.Level.WARN, out);
        context.getLogger("dev.berth").info("quiet");
        context.getLogger("dev.berth").warn("loud");

        assertThat(lines()).singleElement().asString().endsWith("loud");
    }

    @Test
    void libraries_tellOnlyWarningsUntilSomebodyDebugs() {
        Logging.write(context, LogConfig.Format.READABLE, LogConfig.Level.INFO, out);
        context.getLogger("org.eclipse.jetty.server").info("started");
        assertThat(lines()).isEmpty();

        Logging.write(context, LogConfig.Format.READABLE, LogConfig.Level.DEBUG, out);
        context.getLogger("org.eclipse.jetty.server").info("started");
        assertThat(lines()).hasSize(1);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
