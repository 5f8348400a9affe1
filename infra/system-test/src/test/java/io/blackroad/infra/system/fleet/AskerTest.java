package io.blackroad.infra.system.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.history.Checker;
import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.Event.Answered;
import io.blackroad.infra.system.history.History;
import io.blackroad.infra.system.part.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks writes down what is wrong, and goes on asking. */
class AskerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Some of every kind are among them. */
    private static final int ENOUGH = 20;

    private static final int COUNTED = 3;
    private final Acknowledgements acknowledgements = new Acknowledgements();

    @TempDir
    Path folder;

    @Test
    void rightAnswersAreRight() throws Exception {
        List<Event> heard = asked(AskerTest::right);
        assertThat(heard)
                .allSatisfy(event -> assertThat(((Answered) event).right()).isTrue());
        assertThat(heard)
                .extracting(event -> ((Answered) event).kind())
                .contains("/v1/agents", "/v1/services", "/v1/decisions");
    }

    @Test
    void whatIsNoJsonOrHasNothingInItIsWrongAndTheNextQuestionIsAsked() throws Exception {
        for (String body : List.of("<html>a proxy's page</html>", "", "{}", "{\"items\":[]}")) {
            List<Event> heard = asked(question -> body);
            assertThat(heard)
                    .as(body)
                    .allSatisfy(event -> assertThat(((Answered) event).right()).isFalse());
            assertThat(Checker.violations(heard)).as(body).anyMatch(found -> found.startsWith("wrong answer"));
        }
    }

    /** It has counted all but the last of what was acknowledged minutes ago. */
    @Test
    void anOldAnswerIsFoundUnlessItSaysThatItIsStale() throws Exception {
        long then = System.nanoTime() - Duration.ofMinutes(2).toNanos();
        for (int i = 0; i < COUNTED; i++) {
            acknowledgements.add("a", then);
        }
        assertThat(Checker.violations(asked(AskerTest::right))).noneMatch(found -> found.startsWith("old answer"));
        acknowledgements.add("a", then);
        assertThat(Checker.violations(asked(AskerTest::right)))
                .as("nothing has been acknowledged since")
                .noneMatch(found -> found.startsWith("old answer"));
        for (int second = 0; second < 120; second++) {
            acknowledgements.add("b", then + Duration.ofSeconds(second).toNanos());
        }
        assertThat(Checker.violations(asked(AskerTest::right))).anyMatch(found -> found.startsWith("old answer"));
        assertThat(Checker.violations(asked(question -> right(question).replace("{\"id\"", "{\"stale\":true,\"id\""))))
                .noneMatch(found -> found.startsWith("old answer"));
    }

    private static String right(String question) {
        if (question.startsWith("/v1/agents/")) {
            return "{\"id\":\"a\",\"tasks\":{\"submitted\":2,\"completed\":1}}";
        }
        return question.startsWith("/v1/decisions/")
                ? "{\"explanation\":{\"equal\":true}}"
                : "{\"items\":[{\"decisionId\":\"d.1\"},{}]}";
    }

    private List<Event> asked(Function<String, String> bodies) throws Exception {
        try (History history = new History(folder.resolve("history"))) {
            try (Asker asker = new Asker(List.of(new Told(bodies)), List.of("a"), acknowledgements, history)) {
                asker.start();
                await().atMost(LIMIT).until(() -> history.events().size() >= ENOUGH);
            }
            return history.events();
        }
    }

    /** An instance that says what it is told to. */
    private record Told(Function<String, String> bodies) implements Instance {
        @Override
        public Answer get(String pathAndQuery) {
            return new Answer(200, bodies.apply(pathAndQuery));
        }

        @Override
        public void awaitReady() {}

        @Override
        public String condition() {
            return "told";
        }
    }
}
