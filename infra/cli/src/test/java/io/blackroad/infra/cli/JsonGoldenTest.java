package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.query.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What programs read of the commands that print JSON. */
class JsonGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static Stream<String> commands() {
        return JsonCases.alone().keySet().stream();
    }

    @Test
    void everyCommandThatPrintsJsonHasAGoldenFile() {
        Set<String> tried = new TreeSet<>(JsonCases.alone().keySet());
        tried.addAll(JsonCases.inStack().keySet());
        Set<String> printing = new TreeSet<>();
        collect(CommandTree.of(new World(folder).surroundings()), "", printing);

        assertThat(tried).isEqualTo(printing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void printsTheGoldenLines(String command) throws IOException {
        write("nodes.csv", "sn,cpu_milli,memory_mib,gpu,model\nn1,96000,393216,8,T4\n");
        write("pods.csv", "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\np1,4000,8192,1,460,\n");
        write("trace.csv", "timestamp_s,arrivals\n0,100\n60,900\n120,300\n180,100\n");
        write(
                "usage.csv",
                "kind,agent,region,service,provider,item,amount,from,to\n"
                        + "agent,a,us-east,api,railway,vcpu,0.5,2026-03-01T00:00:00Z,2026-03-01T00:10:00Z\n");
        World world = new World(folder);
        try (FakeServer server = new FakeServer()) {
            JsonCases.SERVED.forEach((path, answer) -> server.with(path, 200, answer));
            world.with("BLACKROAD_SERVER_URL", server.url());
            List<String> line = new ArrayList<>(JsonCases.alone().get(command));
            // Before what may be the value of an option that stands at the end.
            line.add(command.split(" ").length, "--json");
            assertThat(world.run(line.toArray(String[]::new))).as(world.err()).isZero();
        }

        assertThat(world.err().lines()).allSatisfy(line -> assertThat(line).doesNotStartWith("scale.sh:"));
        for (String line : world.out().lines().toList()) {
            JSON.readTree(line);
        }
        Golden.check("json/" + command.replace(' ', '-') + ".json", blotted(world.out()));
    }

    /** Where this test runs is not the same everywhere. */
    private String blotted(String out) {
        return out.replaceAll("http://127\\.0\\.0\\.1:\\d{5}", "SERVER");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static void collect(CommandLine command, String path, Set<String> printing) {
        OptionSpec json = command.getCommandSpec().findOption("--json");
        if (json != null && json.arity().max() == 0) {
            printing.add(path);
        }
        command.getSubcommands().forEach((name, sub) -> collect(sub, (path + " " + name).strip(), printing));
    }
}
