package io.blackroad.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    private static final int WRONG_USAGE = 2;

    @Test
    void everyWrongNumberIsNamedAtOnceBeforeAnythingStarts() {
        StringWriter errors = new StringWriter();
        int code = Bench.commandLine()
                .setErr(new PrintWriter(errors))
                .execute("--agents", "3", "--tick", "1", "--passes", "0");

        assertThat(code).isEqualTo(WRONG_USAGE);
        assertThat(errors.toString())
                .contains("--agents is 3, must be at least 100")
                .contains("--tick is 1, must be at least 10")
                .contains("--passes is 0, must be at least 1");
    }

    @Test
    void anUnknownPartIsAnsweredWithTheKnownOnes() {
        StringWriter errors = new StringWriter();
        int code = Bench.commandLine().setErr(new PrintWriter(errors)).execute("--only", "speed");

        assertThat(code).isEqualTo(WRONG_USAGE);
        assertThat(errors.toString()).contains("throughput, latency, cost");
    }
}
