package io.blackroad.infra.cli.usage;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The example that stands in each command's footer, as {@code Example: ./scale.sh ...}. */
final class Examples {
    private static final String MARK = "Example: ";

    private Examples() {}

    static Optional<String> of(CommandSpec command) {
        for (String line : command.usageMessage().footer()) {
            if (line.startsWith(MARK)) {
                return Optional.of(line.substring(MARK.length()));
            }
        }
        return Optional.empty();
    }
}
