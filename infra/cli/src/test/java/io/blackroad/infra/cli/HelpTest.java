package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    @TempDir
    Path folder;

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect(CommandTree.of(new World(Path.of("")).surroundings()), "", names);
        return names.stream();
    }

    private static void collect(CommandLine command, String path, List<String> names) {
        names.add(path);
        command.getSubcommands().forEach((name, sub) -> collect(sub, (path + " " + name).strip(), names));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("commands")
    void helpIsTheGoldenOneAndHasAnExample(String command) {
        World world = new World(folder);

        int code = world.run((command + " --help").strip().split(" "));

        assertThat(code).isZero();
        assertThat(world.err()).isEmpty();
        assertThat(world.out()).containsPattern("(?m)^Example: \\./scale\\.sh " + command);
        Golden.check("help/" + (command.isEmpty() ? "scale" : command.replace(' ', '-')) + ".txt", world.out());
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("commands")
    void theExampleIsUnderstoodByTheCommandItself(String command) {
        CommandLine root = CommandTree.of(new World(folder).surroundings());
        CommandLine sub = root;
        for (String name : command.isEmpty() ? new String[0] : command.split(" ")) {
            sub = sub.getSubcommands().get(name);
        }
        String example = Stream.of(sub.getCommandSpec().usageMessage().footer())
                .filter(line -> line.startsWith("Example: ./scale.sh "))
                .findFirst()
                .orElseThrow();

        root.parseArgs(words(example.substring("Example: ./scale.sh ".length())));
    }

    /** As a shell splits them: what stands in double quotes is one word. */
    private static String[] words(String line) {
        return Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(line)
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .toArray(String[]::new);
    }

    @Test
    void everyReadingCommandOffersJson() {
        CommandLine root = CommandTree.of(new World(folder).surroundings());
        for (String name : List.of("status", "decisions", "explain", "agent", "route", "balance", "doctor")) {
            assertThat(root.getSubcommands().get(name).getCommandSpec().findOption("--json"))
                    .as(name)
                    .isNotNull();
        }
    }
}
