package io.blackroad.infra.fuzz;

import io.blackroad.producer.gateway.GatewayFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The targets and their seeds. An input that was ever a finding is a seed from then on. */
final class Corpus {
    private static final Path ROOT = Path.of("src/test/resources/corpus");

    private Corpus() {}

    static Stream<Target> targets() {
        return Stream.of(
                new FactFuzz(), new StoredFuzz(), new GatewayFuzz(), new ControlFileFuzz(), new CommandLineFuzz());
    }

    /** Where the seeds of a target are. */
    static Path folder(Target target) {
        return ROOT.resolve(target.getClass().getSimpleName());
    }

    static List<Path> seeds(Target target) throws IOException {
        try (Stream<Path> files = Files.list(folder(target))) {
            return files.sorted().toList();
        }
    }
}
