package io.blackroad.infra.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLogTest {

    @Test
    void aLineIsOneObjectWithItsCause() throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(getClass().getResource("/logback-json.xml"));
        assertThat(context.getLogger("io.blackroad.streams").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("org.apache.kafka").isInfoEnabled()).isFalse();

        OutputStreamAppender<ILoggingEvent> appender =
                (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        LoggingEvent event = new LoggingEvent(
                "caller",
                context.getLogger("io.blackroad.streams"),
                Level.WARN,
                "row {} is \"refused\"\nfor good\u001b[2J",
                new IllegalStateException("min above max"),
                new Object[] {7});
        String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);

        assertThat(line.strip()).doesNotContain("\n", "\u001b");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.at("/level").asText()).isEqualTo("WARN");
        assertThat(json.at("/loggerName").asText()).isEqualTo("io.blackroad.streams");
        assertThat(json.at("/formattedMessage").asText()).isEqualTo("row 7 is \"refused\"\nfor good\u001b[2J");
        assertThat(json.at("/throwable/message").asText()).isEqualTo("min above max");
        context.stop();
    }
}
