package io.blackroad.infra.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of anybody in the log: it steers no terminal, and no line of it can be taken for one of the log's own. */
class HostileLogTest {
    private static final String HOSTILE =
            "x\r\n\nERROR Gateway all facts are lost\u001b[2J\u001b]0;t\u0007\u202ey\u0000\u009b31m";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void prepare(@TempDir Path folder) {
        System.setProperty("blackroad.log", folder.resolve("log").toString());
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void end() {
        context.stop();
        System.clearProperty("blackroad.log");
    }

    @ParameterizedTest
    @CsvSource({
        "logback.xml, stderr",
        "logback-file.xml, file",
        "broker-logback.xml, file",
        "broker-logback.xml, stdout",
        "connect-logback.xml, file",
        "connect-logback.xml, stdout"
    })
    void aMessageStaysOneLine(String configuration, String appender) throws Exception {
        String logged = logged(configuration, appender, null);
        assertThat(logged).endsWith("\n").doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
        assertThat(logged.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "logback.xml, stderr",
        "logback-file.xml, file",
        "broker-logback.xml, file",
        "broker-logback.xml, stdout",
        "connect-logback.xml, file",
        "connect-logback.xml, stdout"
    })
    void theLinesOfAnErrorAreIndented(String configuration, String appender) throws Exception {
        Exception error = new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE));
        String logged = logged(configuration, appender, error);
        assertThat(logged).endsWith("\n").doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");
        assertThat(logged).doesNotContainPattern("(?m)^ERROR");
    }

    private String logged(String configuration, String appender, Exception error) throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(getClass().getResource("/" + configuration));
        OutputStreamAppender<ILoggingEvent> output =
                (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender(appender);
        LoggingEvent event = new LoggingEvent(
                "caller", context.getLogger("io.blackroad.streams"), Level.WARN, "refused: {}", error, new Object[] {
                    HOSTILE
                });
        return new String(output.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
