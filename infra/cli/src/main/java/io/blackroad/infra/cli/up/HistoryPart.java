package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.history.History;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.sink.jdbc.BatchPolicy;
import io.blackroad.sink.jdbc.JdbcSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The sink that writes the fleet's history to the PostgreSQL of the stack. */
final class HistoryPart implements EmbeddedPart {
    /** It shares the heap of {@code up} with the fleet. */
    private static final BatchPolicy BATCH = new BatchPolicy(1_000, Duration.ofMillis(500), 4 << 20);

    @Override
    public String name() {
        return History.NAME;
    }

    @Override
    public Moment moment() {
        return Moment.AFTER_FLEET;
    }

    @Override
    public Set<String> needs() {
        return Set.of(PostgresPart.NAME);
    }

    @Override
    public Optional<Part> start(Stack stack) {
        Steps.Step step = stack.steps().begin(History.NAME, "writing tasks, decisions and cost to PostgreSQL");
        JdbcSink sink = new JdbcSink(
                History.config(stack.settings(), History.NAME, BATCH),
                new SimpleMeterRegistry(),
                InstantSource.system());
        sink.start();
        step.done("started; ask with ./scale.sh sql");
        return Optional.of(Part.here(History.NAME, () -> sink.failure().map(Throwable::getMessage), sink::close));
    }
}
