package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything starts. */
class UpCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTrace() throws IOException {
        Files.writeString(folder.resolve("trace.csv"), "timestamp_s,input_tokens,output_tokens\n0,100,10\n");
    }

    @Test
    void aTraceOfAnotherFormat() {
        World world = new World(folder);

        assertThat(world.run("up", "--trace", "trace.csv", "--format", "arrivals"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(world.err())
                .startsWith("scale.sh: trace.csv, line 1: expected the line timestamp_s,arrivals")
                .doesNotContain("waiting");
    }

    @Test
    void tooFewAgentsForTheTargets() {
        World world = new World(folder);

        assertThat(world.run("up", "--agents", "10")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.err()).startsWith("scale.sh: fleet of 10 agents").endsWith("ask for 17 or more\n");
    }

    @Test
    void aTraceForAServiceThatNothingRuns() {
        World world = new World(folder);

        assertThat(world.run("up", "--trace", "trace.csv", "--format", "llm", "--service", "apo"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(world.err())
                .isEqualTo("scale.sh: the control tables have no service apo: name one of [api, gpu, worker]"
                        + " with --service\n");
    }
}
