package io.blackroad.infra.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.blackroad.infra.cli.CommandTree;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The printed script, sourced by the shells themselves. */
class CompletionTest {
    /** As bash does at the tab key: the words of the line, and which of them is to be completed. */
    private static final String BASH = """
            source "$1"
            while IFS= read -r line; do
              IFS='|' read -r -a COMP_WORDS <<< "$line|"
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
              _complete_scale 2> /dev/null
              printf '%s\\n' "${COMPREPLY[*]}"
            done
            """;

    /** A person's zsh, with a tab key that is pressed at a terminal. */
    private static final String ZSH = """
            zmodload zsh/zpty
            zpty person zsh -f -i
            until_it_says() {
              local chunk seen=
              until [[ $seen == *$1* ]] { zpty -r person chunk || return; seen+=$chunk }
              print -r -- $seen
            }
            zpty -w person "PS1=; source $1; print RE''ADY"
            until_it_says READY > /dev/null
            zpty -w -n person $'./scale.sh rules sha\\t'
            zpty -w -n person $'\\C-a\\C-kprint DO""NE\\n'
            until_it_says DONE
            zpty -d person
            """;

    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void print() throws IOException {
        World world = new World(folder);
        assertThat(world.run("completion", "bash")).isZero();
        script = Files.writeString(folder.resolve("completion.sh"), world.out());
    }

    @Test
    void bashCompletesEveryCommandAndEveryOption() throws Exception {
        List<List<String>> asked = new ArrayList<>();
        List<TreeSet<String>> wanted = new ArrayList<>();
        ask(CommandTree.of(new World(folder).surroundings()), List.of("./scale.sh"), asked, wanted);

        List<TreeSet<String>> answers = bash(asked);

        assertThat(answers).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(answers.get(i))
                    .as(String.join(" ", asked.get(i)))
                    .isNotEmpty()
                    .containsAll(wanted.get(i));
        }
    }

    @Test
    void bashCompletesWhatIsBegunAndTheWordsThatACommandTakes() throws Exception {
        assertThat(bash(List.of(
                        List.of("./scale.sh", "st"),
                        List.of("scale.sh", "rules", "sh"),
                        List.of("./scale.sh", "replay", "a"),
                        List.of("./scale.sh", "status", "--w"),
                        List.of("./scale.sh", "completion", "z"),
                        List.of("./scale.sh", "controller", "--adapter", "ke"))))
                .extracting(words -> String.join(" ", words))
                .containsExactly("status streams", "shadow", "arrivals azure-llm", "--watch", "zsh", "keda");
    }

    @Test
    void zshCompletesAtTheTabKey() throws Exception {
        assumeThat(isThere("zsh"))
                .as("this machine has no zsh, so its completion is not tried")
                .isTrue();
        Path person = Files.writeString(folder.resolve("person.zsh"), ZSH);

        assertThat(run("", "zsh", "-f", person.toString(), script.toString())).contains("./scale.sh rules shadow");
    }

    /** An empty word after each group, and {@code --} after every other command. */
    private static void ask(
            CommandLine command, List<String> words, List<List<String>> asked, List<TreeSet<String>> wanted) {
        boolean group = !command.getSubcommands().isEmpty();
        List<String> line = new ArrayList<>(words);
        line.add(group ? "" : "--");
        asked.add(line);
        TreeSet<String> all = new TreeSet<>();
        if (group) {
            all.addAll(command.getSubcommands().keySet());
        } else {
            command.getCommandSpec()
                    .options()
                    .forEach(option -> Arrays.stream(option.names())
                            .filter(name -> name.startsWith("--"))
                            .forEach(all::add));
        }
        wanted.add(all);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> deeper = new ArrayList<>(words);
            deeper.add(name);
            ask(sub, deeper, asked, wanted);
        });
    }

    private List<TreeSet<String>> bash(List<List<String>> lines) throws Exception {
        assumeThat(isThere("bash"))
                .as("this machine has no bash, so its completion is not tried")
                .isTrue();
        Path program = Files.writeString(folder.resolve("ask.sh"), BASH);
        String input = String.join(
                        "\n",
                        lines.stream().map(words -> String.join("|", words)).toList())
                + "\n";
        return run(input, "bash", program.toString(), script.toString())
                .lines()
                .map(line -> new TreeSet<>(List.of(line.split(" "))))
                .toList();
    }

    private String run(String input, String... command) throws Exception {
        Path in = Files.writeString(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(out)).isTrue();
        return Files.readString(out);
    }

    private static boolean isThere(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }
}
