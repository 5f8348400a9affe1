package io.blackroad.infra.cli.letter;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.topic.ClusterReader;
import io.blackroad.topic.Topics;
import java.time.Instant;
import java.util.List;

/** The dead letters of a cluster. */
public final class LetterBox implements AutoCloseable {
    private static final String TOPIC = Topics.DEAD_LETTER.name();

    private final ClusterReader reader;

    public LetterBox(Settings settings) {
        reader = new ClusterReader(settings);
    }

    /** Letters from a time on, oldest first; at most the newest {@code most}. */
    public List<Letter> since(Instant from, int most) {
        return reader.since(TOPIC, from, most).stream().map(Letter::of).toList();
    }

    /** @throws CommandFailure if there is none at that offset */
    Letter at(long offset) {
        return reader.at(TOPIC, offset)
                .map(Letter::of)
                .orElseThrow(() -> new CommandFailure(
                        "there is no dead letter " + offset + ": ./scale.sh dead-letters list shows those there are"));
    }

    @Override
    public void close() {
        reader.close();
    }
}
