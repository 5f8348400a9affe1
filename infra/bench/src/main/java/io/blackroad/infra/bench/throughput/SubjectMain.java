package io.blackroad.infra.bench.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.measure.Subject;
import io.blackroad.infra.bench.measure.SubjectPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Main class of a measured process: {@code SubjectMain KIND PLAN RESULT}. */
public final class SubjectMain {
    /** Passes are numbered; those of the warm-up start beyond the measured ones. */
    private static final int FIRST_WARMUP = 1_000;

    private SubjectMain() {}

    /** Warms up, measures, writes the results. */
    public static void main(String[] arguments) throws IOException {
        SubjectPlan plan = SubjectPlan.read(Path.of(arguments[1]));
        Subject subject = SubjectKind.valueOf(arguments[0]).create(plan);
        warmUp(subject, Duration.ofSeconds(plan.warmupSeconds()));
        List<PassResult> results = new ArrayList<>();
        for (int pass = 1; pass <= plan.passes(); pass++) {
            // What the pass before left behind is not this one's to clean up.
            System.gc();
            results.add(subject.pass(pass, Duration.ofSeconds(plan.limitSeconds())));
        }
        new ObjectMapper().writeValue(Path.of(arguments[2]).toFile(), results.toArray(PassResult[]::new));
        System.exit(0);
    }

    /** Passes until the time is over, so that whoever is fast is compiled as well as who is slow. */
    private static void warmUp(Subject subject, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (int pass = FIRST_WARMUP; System.nanoTime() < end; pass++) {
            subject.pass(pass, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }
}
