package io.blackroad.sink.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stores vectors and is killed: what it had flushed is there, and the next one opens it. */
class LuceneIndexIT {
    private static final int DIMENSIONS = 32;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void whatWasFlushedSurvivesKillNine() throws IOException {
        Random random = new Random(31);
        Path progress = folder.resolve("progress");
        Path index = folder.resolve("index");
        int flushed = 0;
        for (int kill = 0; kill < 3; kill++) {
            ChildJvm writer = ChildJvm.start(new ChildCommand(
                    "writer",
                    folder.resolve("writer-" + kill),
                    List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    ChildCommand.ownClassPath(),
                    WriterMain.class.getName(),
                    List.of(index.toString(), progress.toString(), Integer.toString(flushed))));
            int until = flushed + 3 + random.nextInt(30);
            await().pollInterval(Duration.ofMillis(1)).atMost(LIMIT).until(() -> lines(progress) >= until);
            writer.kill();
            flushed = lines(progress);
        }
        try (AgentVectors vectors = new AgentVectors(new LuceneIndex(LuceneConfig.of(index, DIMENSIONS)))) {
            for (int number = 0; number < flushed; number++) {
                assertThat(vectors.query("agent-" + number % 7, vector(number), 1))
                        .as("vector " + number)
                        .singleElement()
                        .extracting(Match::id)
                        .isEqualTo("v" + number);
            }
        }
    }

    private static int lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private static float[] vector(int number) {
        Random random = new Random(number);
        float[] vector = new float[DIMENSIONS];
        for (int at = 0; at < DIMENSIONS; at++) {
            vector[at] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** Stores a vector, flushes, says so, and goes on. */
    public static final class WriterMain {
        public static void main(String[] arguments) throws IOException {
            Path progress = Path.of(arguments[1]);
            try (AgentVectors vectors =
                    new AgentVectors(new LuceneIndex(LuceneConfig.of(Path.of(arguments[0]), DIMENSIONS)))) {
                for (int number = Integer.parseInt(arguments[2]); ; number++) {
                    vectors.upsert(List.of(AgentVector.of("agent-" + number % 7, "v" + number, vector(number))));
                    vectors.flush();
                    Files.writeString(progress, number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
        }
    }
}
