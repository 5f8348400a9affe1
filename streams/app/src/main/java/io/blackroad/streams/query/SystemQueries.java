package io.blackroad.streams.query;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What operators and tools ask of this one instance: is it alive, can it answer, what does it measure, what does it offer. */
final class SystemQueries {
    private final Vitals vitals;
    private final Supplier<String> metrics;
    private final String openapi;

    SystemQueries(Vitals vitals, Supplier<String> metrics, String openapi) {
        this.vitals = vitals;
        this.metrics = metrics;
        this.openapi = openapi;
    }

    Answer health(Ask ask) {
        Parameters.of(ask).check();
        vitals.failure().ifPresent(failure -> {
            throw Problem.of(ProblemType.UNHEALTHY, failure).exception();
        });
        return Answer.json(Map.of("status", "up"));
    }

    Answer ready(Ask ask) {
        Parameters.of(ask).check();
        List<String> missing = vitals.missing();
        if (!missing.isEmpty()) {
            throw Problem.of(ProblemType.NOT_READY, String.join("; ", missing))
                    .with("missing", missing)
                    .exception();
        }
        return Answer.json(Map.of("status", "ready"));
    }

    /** Scrapers may add parameters of their own, which are ignored. */
    Answer metrics(Ask ask) {
        return Answer.text("text/plain; version=0.0.4; charset=utf-8", metrics.get());
    }

    Answer openapi(Ask ask) {
        Parameters.of(ask).check();
        return Answer.text("application/json", openapi);
    }
}
