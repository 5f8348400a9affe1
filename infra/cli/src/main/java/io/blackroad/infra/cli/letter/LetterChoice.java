package io.blackroad.infra.cli.letter;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters are meant. */
final class LetterChoice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only later ones: an age such as 10m or 2h, or an instant such as 2026-01-31T10:15:00Z.")
    private String since;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only those that were read from this topic.")
    private String topic;

    @Option(names = "--limit", paramLabel = "N", description = "At most the newest N (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    private final Surroundings surroundings;

    LetterChoice(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** True when one of the options was given. */
    boolean isMade() {
        return since != null || topic != null;
    }

    List<Letter> of(Settings settings) {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "--limit " + limit + " must be at least 1");
        }
        Instant from = from();
        try (LetterBox box = new LetterBox(settings)) {
            // Letters of other topics do not count.
            int read = topic == null ? limit : Integer.MAX_VALUE;
            List<Letter> letters = box.since(from, read).stream()
                    .filter(letter -> topic == null || letter.topic().equals(topic))
                    .toList();
            return letters.subList(Math.max(0, letters.size() - limit), letters.size());
        }
    }

    private Instant from() {
        if (since == null) {
            return Instant.EPOCH;
        }
        try {
            return Times.since(since, surroundings.clock().instant());
        } catch (DateTimeException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--since '" + since + "' is no time: write an age such as 10m or an instant such as "
                            + "2026-01-31T10:15:00Z");
        }
    }
}
