package io.blackroad.infra.bench.throughput;

import java.util.List;
import java.util.Map;

/**
 * How throughput is measured.
 *
 * @param subjects what to measure
 * @param threads threads that read
 * @param passes measured passes a subject; see {@link #passesOf}
 * @param warmupSeconds the pass before them ends here at the latest
 * @param limitSeconds a measured pass that takes longer has failed
 * @param kafka further settings of the whole pipeline, by Kafka's names
 * @param profile file for a flight recording of the pipeline; null for none
 */
public record ThroughputPlan(
        List<SubjectKind> subjects,
        int threads,
        int passes,
        int warmupSeconds,
        int limitSeconds,
        Map<String, String> kafka,
        String profile) {

    /** The pipelines with the DSL take minutes a pass and vary little: one pass is theirs. */
    int passesOf(SubjectKind kind) {
        return kind == SubjectKind.DSL || kind == SubjectKind.DSL_TUNED ? 1 : passes;
    }
}
