package io.blackroad.infra.cli.letter;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dead-letters show}. */
@Command(
        name = "show",
        header = "One dead letter: where it comes from, why nobody could use it, and what it holds.",
        footer = {"", "Example: ./scale.sh dead-letters show 0"})
public final class LettersShowCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NUMBER", description = "The letter, as the first column of 'list' says.")
    private long number;

    @Mixin
    private final ClusterOptions cluster;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Surroundings surroundings;

    public LettersShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.settings(new Flags());
        LetterText text = new LetterText(Registries.askingOnce(settings));
        try (LetterBox box = new LetterBox(settings)) {
            Letter letter = box.at(number);
            if (json) {
                surroundings.out().println(text.json(letter));
            } else {
                text.page(letter).forEach(surroundings.out()::println);
            }
        }
        return ExitCode.DONE;
    }
}
