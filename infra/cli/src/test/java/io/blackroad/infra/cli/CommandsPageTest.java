package io.blackroad.infra.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The page of all commands says what their own help says. */
class CommandsPageTest {
    private static final Path PAGE = Path.of("../../docs/commands.md");
    private static final String EXAMPLE = "Example: ./scale.sh ";
    private static final String HEAD = """
            # Commands

            Each has `--help`. Reading commands have `--json` (`decisions` one object a line), those that ask the HTTP interface
            `--server URL`. Data goes to standard output, everything else to standard error; the exit code is 0 for done, 1 for
            failed, 2 for wrong usage. This page is written from the commands' own help.

            | `./scale.sh …` | does |
            |---|---|
            """;

    @Test
    void namesEveryCommandWithWhatItDoesAndAnExample() {
        StringBuilder page = new StringBuilder(HEAD);
        CommandTree.of(new World(Path.of("")).surroundings())
                .getSubcommands()
                .values()
                .forEach(sub -> rows(sub, page));
        Golden.check(PAGE, page.toString());
    }

    private static void rows(CommandLine command, StringBuilder page) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        String does =
                Ansi.OFF.string(String.join(" ", usage.header().length > 0 ? usage.header() : usage.description()));
        page.append("| `%s` | %s |\n"
                .formatted(
                        example(usage).replace("|", "\\|"),
                        does.replace("%n", " ").replace("|", "\\|")));
        List.copyOf(command.getSubcommands().values()).forEach(sub -> rows(sub, page));
    }

    private static String example(UsageMessageSpec usage) {
        return Stream.of(usage.footer())
                .filter(line -> line.startsWith(EXAMPLE))
                .map(line -> line.substring(EXAMPLE.length()))
                .findFirst()
                .orElseThrow();
    }
}
