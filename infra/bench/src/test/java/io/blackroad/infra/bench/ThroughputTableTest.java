package io.blackroad.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.throughput.SubjectKind;
import io.blackroad.infra.bench.throughput.ThroughputPlan;
import io.blackroad.infra.bench.workload.Sent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputTableTest {
    private static final Sent SENT = new Sent(10, 100, 890, 34, 30, 100, 0, 0, 890, 4, 0);
    private static final ThroughputPlan PLAN = new ThroughputPlan(List.of(), 1, 3, 1, 1, Map.of(), null);

    @Test
    void aRowIsTheMedianPassWithItsSpread() {
        ThroughputRow row = ThroughputRow.of(SubjectKind.OURS, List.of(pass(4, "late: 1"), pass(1), pass(2)));

        assertThat(row.eventsPerSecond()).isEqualTo(500);
        assertThat(row.slowest()).isEqualTo(250);
        assertThat(row.fastest()).isEqualTo(1_000);
        assertThat(row.cpuSecondsPerMillion()).isEqualTo(2_000);
        assertThat(row.differences()).containsExactly("pass 1: late: 1");
    }

    @Test
    void anEvenNumberOfPassesHasTheMeanOfTheMiddleTwo() {
        assertThat(ThroughputRow.of(SubjectKind.RAW, List.of(pass(1), pass(2))).eventsPerSecond())
                .isEqualTo(750);
    }

    @Test
    void ratiosAreAgainstDecodingAndTheDsl() {
        List<ThroughputRow> rows = List.of(
                ThroughputRow.of(SubjectKind.DECODE, List.of(pass(1))),
                ThroughputRow.of(SubjectKind.DSL, List.of(pass(8))),
                ThroughputRow.of(SubjectKind.OURS, List.of(pass(2))));

        List<String> lines = ThroughputTable.lines(SENT, PLAN, rows);

        assertThat(lines).anySatisfy(line -> assertThat(line).contains("whole pipeline ", "0.50", "4.00"));
        assertThat(lines).contains("whole pipeline / decode: 0.50 of the events/s, 2.00 of the CPU");
    }

    @Test
    void withoutAPeerThereIsNoRatio() {
        List<String> lines =
                ThroughputTable.lines(SENT, PLAN, List.of(ThroughputRow.of(SubjectKind.OURS, List.of(pass(2)))));

        assertThat(lines).noneMatch(line -> line.contains("/ decode"));
    }

    private static PassResult pass(double seconds, String... differences) {
        return new PassResult(1_000, seconds, seconds, 0, 0, 0, List.of(differences));
    }
}
