package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

        root.parseArgs(HelpExamples.words(example.substring("Example: ./scale.sh ".length())));
    }
}
