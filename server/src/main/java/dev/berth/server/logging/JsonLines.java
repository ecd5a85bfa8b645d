package dev.berth.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Lines for programs: one JSON object each, with {@code time}, {@code level}, {@code logger}, {@code message} and all keys. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", event.getInstant().toString());
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                fields.putIfAbsent(pair.key, String.valueOf(pair.value));
                if (pair.value instanceof Number number) {
                    fields.replace(pair.key, number);
                }
            }
        }
        event.getMDCPropertyMap().forEach(fields::putIfAbsent);
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            fields.put("stack_trace", ThrowableProxyUtil.asString(failure));
        }
        return line(fields);
    }

    private byte[] line(Map<String, Object> fields) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), line)) {
            out.writeStartObject();
            fields.forEach((name, value) -> {
                switch (value) {
                    case Double number -> out.writeNumberProperty(name, number);
                    case Number number -> out.writeNumberProperty(name, number.longValue());
                    default -> out.writeStringProperty(name, value.toString());
                }
            });
            out.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
