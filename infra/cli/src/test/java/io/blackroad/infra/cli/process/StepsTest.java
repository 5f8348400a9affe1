package io.blackroad.infra.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.cli.terminal.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final StringWriter err = new StringWriter();
    private final AtomicLong now = new AtomicLong();

    @Test
    void aFileReadsWhatIsWaitedForAndHowLongItTook() {
        Steps steps = steps(false);
        steps.expect(2);
        Steps.Step broker = steps.begin("broker", "waiting until it answers");
        now.set(1_500);
        broker.done("ready");

        assertThat(err.toString().lines())
                .containsExactly("broker     waiting until it answers", "broker     ready after 1.5 s");
    }

    @Test
    void aTerminalShowsWhatIsWaitedForInABarAndKeepsWhatCameOfIt() {
        Steps steps = steps(true);
        steps.expect(4);
        Steps.Step broker = steps.begin("broker", "waiting until it answers");
        Steps.Step registry = steps.begin("registry", "waiting until it answers");
        now.set(2_000);
        awaitDrawn("[....................]    0 %  broker, registry  2 s");

        broker.done("ready");
        awaitDrawn("[#####...............]   25 %  registry: waiting until it answers  2 s");
        assertThat(err.toString()).contains("broker     ready after 2.0 s").doesNotContain("broker     waiting");

        registry.done("ready");
        steps.expect(0);
        String last = err.toString().lines().reduce("", (before, line) -> line);
        assertThat(err.toString()).contains("registry   ready after 2.0 s");
        assertThat(last.substring(last.lastIndexOf("\033[2K") + 1).replace("[2K", ""))
                .as("the bar is gone")
                .isIn("", "registry   ready after 2.0 s");
    }

    private void awaitDrawn(String text) {
        await().until(() -> err.toString().contains(text));
    }

    private Steps steps(boolean live) {
        return new Steps(Progress.start(new PrintWriter(err), live, now::get), now::get);
    }
}
