package io.blackroad.infra.bench.throughput;

import io.blackroad.infra.bench.dsl.DslSubject;
import io.blackroad.infra.bench.measure.Subject;
import io.blackroad.infra.bench.measure.SubjectPlan;
import java.util.Locale;

/** What is measured, the cheapest first. */
public enum SubjectKind {
    /** A consumer that looks at the bytes' lengths only. */
    RAW("raw consume"),
    /** A consumer that decodes every fact. */
    DECODE("raw consume + decode"),
    /** What an ordinary user writes with the Kafka Streams DSL, with Kafka's defaults. */
    DSL("Kafka Streams DSL"),
    /** The same with our commit interval and cache. */
    DSL_TUNED("Kafka Streams DSL, tuned"),
    /** The whole pipeline, HTTP server and metrics included. */
    OURS("whole pipeline");

    private final String title;

    SubjectKind(String title) {
        this.title = title;
    }

    /** As the table calls it. */
    public String title() {
        return title;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    Subject create(SubjectPlan plan) {
        return switch (this) {
            case RAW -> new RawConsume(plan, false);
            case DECODE -> new RawConsume(plan, true);
            case DSL -> new DslSubject(plan, false);
            case DSL_TUNED -> new DslSubject(plan, true);
            case OURS -> new PipelineSubject(plan);
        };
    }
}
