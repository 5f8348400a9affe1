package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Parts;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.infra.stack.StackException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private final Steps steps = Steps.of(Progress.start(new PrintWriter(new StringWriter()), false, () -> 0));
    private final Parts parts = new Parts(steps);
    private final List<String> log = new CopyOnWriteArrayList<>();

    @Test
    void partsStartTogetherAndAfterWhatTheyNeed() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        EmbeddedPart one = FakePart.of("one").starting(() -> meet(together, "one"));
        EmbeddedPart other = FakePart.of("other").starting(() -> meet(together, "other"));
        EmbeddedPart last = FakePart.of("last", "one", "other").starting(() -> {
            log.add("last");
            return Optional.empty();
        });
        try (Embedding embedding = embedding(last, one, other)) {
            embedding.begin(Moment.WITH_SERVERS);
            embedding.await(Moment.WITH_SERVERS);
            embedding.check();
        }
        assertThat(log).hasSize(3).last().isEqualTo("last");
    }

    @Test
    void aFailureReachesWhoeverWaitsAndWhoeverNeedsIt() {
        EmbeddedPart broken = FakePart.of("broken").starting(() -> {
            throw new StackException("no luck");
        });
        try (Embedding embedding = embedding(FakePart.of("user", "broken"), broken)) {
            embedding.begin(Moment.WITH_SERVERS);
            assertThatThrownBy(() -> embedding.await(Moment.WITH_SERVERS))
                    .isInstanceOf(StackException.class)
                    .hasMessage("no luck");
            assertThatThrownBy(embedding::check).hasMessage("no luck");
        }
    }

    @Test
    void aPartThatEndedIsStoppedAndStartedAgain() throws Exception {
        EmbeddedPart part = FakePart.of("part").starting(() -> {
            log.add("start");
            return Optional.of(Part.here("part", Optional::empty, () -> log.add("stop")));
        });
        try (Embedding embedding = embedding(part)) {
            embedding.begin(Moment.WITH_SERVERS);
            embedding.await(Moment.WITH_SERVERS);
            Part dead = Part.here("part", () -> Optional.of("ill"), () -> log.add("stop"));
            assertThat(embedding.has(dead)).isTrue();
            embedding.restart(dead);
            assertThat(log).containsExactly("start", "stop", "start");
            assertThat(embedding.has(Part.here("broker", Optional::empty, () -> {})))
                    .isFalse();
        }
    }

    private Optional<Part> meet(CountDownLatch together, String name) {
        together.countDown();
        try {
            assertThat(together.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.add(name);
        return Optional.empty();
    }

    private Embedding embedding(EmbeddedPart... chosen) {
        return new Embedding(List.of(chosen), new Stack(Path.of("unused"), null, steps), parts, () -> {});
    }
}
