package io.blackroad.infra.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Prometheus' own checker, where it is installed. */
final class Promtool {
    private Promtool() {}

    /** Runs it and fails with what it says; skips the test, and says so, where it is not installed. */
    static void passes(String... arguments) throws IOException, InterruptedException {
        Optional<Path> promtool = found();
        if (promtool.isEmpty()) {
            System.out.println("skipped: promtool is not on PATH (Debian: package prometheus)");
        }
        assumeTrue(promtool.isPresent(), "promtool is not on PATH");
        List<String> command = new ArrayList<>(List.of(promtool.get().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Optional<Path> found() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
