package io.blackroad.infra.cli.doctor;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.letter.Letter;
import io.blackroad.infra.cli.letter.LetterBox;
import io.blackroad.infra.cli.topic.ClusterReader;
import io.blackroad.infra.cli.topic.ClusterTopics;
import io.blackroad.topic.Difference;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka: whether it answers, holds the right topics, has our time, and what it was given that nobody could use. */
final class ClusterChecks {
    /** Letters of the last minutes are news; older ones somebody has seen. */
    private static final Duration NEWS = Duration.ofMinutes(10);

    private static final int MOST_LETTERS = 1_000;

    /** A fleet says something each second. */
    private static final Duration LISTEN = Duration.ofMillis(2_500);

    /** A clock that is set by NTP is nearer than this; agents are called late and decisions old by our clocks. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);

    private final Settings settings;
    private final Surroundings surroundings;
    private final ClusterTopics topics;

    ClusterChecks(Settings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.topics = new ClusterTopics(settings);
    }

    List<Check> all() {
        return List.of(
                Check.one("broker", null, this::broker),
                new Check("topics", "broker", this::topics),
                Check.one("clock", "broker", this::clock),
                Check.one("letters", "broker", this::letters));
    }

    private Finding broker() {
        String where = settings.bootstrapServers();
        return topics.answers()
                ? Finding.ok(where, "answers")
                : Finding.wrong(
                        where,
                        "no broker answers there",
                        "start everything with ./scale.sh up, or name the right one with --bootstrap-servers");
    }

    private List<Finding> topics() {
        List<Finding> wrong =
                topics.diff().stream().map(ClusterChecks::different).toList();
        return Finding.allOr(wrong, settings.bootstrapServers(), Topics.all().size() + " topics as in the catalogue");
    }

    private static Finding different(Difference difference) {
        return Finding.wrong(difference.topic(), difference.what(), difference.advice());
    }

    /** Topics of agents carry the broker's own time: what comes in now was stamped now. */
    private Finding clock() {
        String topic = Topics.METRIC_SAMPLED.name();
        long giveUp = System.nanoTime() + LISTEN.toNanos();
        try (ClusterReader reader = new ClusterReader(settings)) {
            return reader.next(topic, () -> System.nanoTime() > giveUp)
                    .map(this::compared)
                    .orElseGet(() -> Finding.ok(
                            settings.bootstrapServers(), "no agent spoke just now, so its clock was not compared"));
        }
    }

    private Finding compared(ConsumerRecord<byte[], byte[]> fresh) {
        Duration ahead = Duration.between(surroundings.clock().instant(), Instant.ofEpochMilli(fresh.timestamp()));
        String where = settings.bootstrapServers();
        if (ahead.abs().compareTo(MOST_SKEW) <= 0) {
            return Finding.ok(where, "its clock is ours");
        }
        return Finding.wrong(
                where,
                String.format(
                        Locale.ROOT,
                        "its clock is %.1f s %s this machine's",
                        ahead.abs().toMillis() / 1e3,
                        ahead.isNegative() ? "behind" : "ahead of"),
                "set both by NTP (timedatectl set-ntp true): the broker's time bounds every agent's, and decisions"
                        + " expire by the clock of whoever applies them");
    }

    private Finding letters() {
        String where = Topics.DEAD_LETTER.name();
        Instant from = surroundings.clock().instant().minus(NEWS);
        try (LetterBox box = new LetterBox(settings)) {
            List<Letter> letters = box.since(from, MOST_LETTERS);
            if (letters.isEmpty()) {
                return Finding.ok(where, "nothing new in " + NEWS.toMinutes() + " minutes");
            }
            Letter newest = letters.get(letters.size() - 1);
            return Finding.wrong(
                    where,
                    (letters.size() == MOST_LETTERS ? "at least " : "") + letters.size() + " new in the last "
                            + NEWS.toMinutes() + " minutes; the newest is of "
                            + newest.topic() + ": " + newest.message(),
                    "./scale.sh dead-letters show " + newest.offset() + " has all of it; correct who wrote it, then"
                            + " ./scale.sh dead-letters replay");
        }
    }
}
