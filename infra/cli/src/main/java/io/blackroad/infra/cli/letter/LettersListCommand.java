package io.blackroad.infra.cli.letter;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters list}. */
@Command(
        name = "list",
        header = "The newest dead letters, oldest first: number, time, topic, key and reason.",
        footer = {"", "Example: ./scale.sh dead-letters list --since 1h"})
public final class LettersListCommand implements Callable<Integer> {
    @Mixin
    private final LetterChoice choice;

    @Mixin
    private final ClusterOptions cluster;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    private final Surroundings surroundings;

    public LettersListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.choice = new LetterChoice(surroundings);
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(new Flags());
        List<Letter> letters = surroundings.waiting("reading dead letters", () -> choice.of(settings));
        LetterText text = new LetterText(Registries.askingOnce(settings));
        letters.forEach(
                letter -> surroundings.out().println(json ? text.json(letter).toString() : LetterText.line(letter)));
        if (letters.isEmpty() && !json) {
            surroundings.err().println("no dead letter");
        }
        return ExitCode.DONE;
    }
}
