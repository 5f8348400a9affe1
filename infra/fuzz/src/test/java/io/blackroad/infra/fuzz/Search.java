package io.blackroad.infra.fuzz;

import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Jazzer at work on one target, as a process of its own that ends with this one, and is ended where it takes too long. It
 * writes into a folder of its own alone: what it prints, inputs that reach something new, from which the next search goes
 * on, and a finding.
 */
final class Search {
    /** For what starts and ends around the search. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final String INSTRUMENTED = "io.blackroad.**:org.yaml.snakeyaml.**";
    private static final String NOT_INSTRUMENTED = "io.blackroad.infra.fuzz.**:io.blackroad.infra.stack.**";

    /** What asks for memory by the length that bytes claim fails at once. */
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** What the names of findings begin with; the folder is the working directory of the process. */
    private static final String FOUND = "found-";

    private static final Pattern TRIED = Pattern.compile("stat::number_of_executed_units: +(\\d+)");

    private final Target target;
    private final Path folder;
    private final Duration time;

    Search(Target target, Path folder, Duration time) {
        this.target = target;
        this.folder = folder;
        this.time = time;
    }

    /**
     * Searches for the time given.
     *
     * @return how many inputs were tried
     * @throws AssertionError with the input and how to try it again, for a finding
     * @throws TimeoutException if it did not end in time, which on a busy machine is no finding; it is gone then
     */
    long run() throws IOException, InterruptedException, TimeoutException {
        forget();
        try (ChildJvm jazzer = ChildJvm.start(command())) {
            int code = jazzer.awaitEnd(time.plus(SLACK));
            String output = Files.readString(output(), StandardCharsets.ISO_8859_1);
            List<Path> found = findings();
            if (!found.isEmpty()) {
                throw new AssertionError(Finding.told(target, found.get(0), output));
            }
            if (code != 0) {
                throw new AssertionError("Jazzer ended with " + code + "; " + jazzer.tail());
            }
            return tried(output);
        }
    }

    private ChildCommand command() throws IOException {
        return new ChildCommand(
                name(),
                folder,
                JVM,
                ChildCommand.ownClassPath(),
                "com.code_intelligence.jazzer.Jazzer",
                List.of(
                        "--target_class=" + JazzerEntry.class.getName(),
                        "--target_args=%s %shang".formatted(target.getClass().getName(), FOUND),
                        "--instrumentation_includes=" + INSTRUMENTED,
                        "--custom_hook_includes=" + INSTRUMENTED,
                        "--instrumentation_excludes=" + NOT_INSTRUMENTED,
                        "-max_total_time=" + time.toSeconds(),
                        "-rss_limit_mb=0",
                        "-print_final_stats=1",
                        "-artifact_prefix=" + FOUND,
                        Files.createDirectories(folder.resolve("corpus")).toString(),
                        Corpus.folder(target).toAbsolutePath().toString()));
    }

    private String name() {
        return target.getClass().getSimpleName();
    }

    private Path output() {
        return folder.resolve(name() + ".out");
    }

    /** A finding of an earlier search would be taken for one of this. */
    private void forget() throws IOException {
        for (Path old : findings()) {
            Files.delete(old);
        }
    }

    private List<Path> findings() throws IOException {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().startsWith(FOUND))
                    .toList();
        }
    }

    private static long tried(String output) {
        Matcher count = TRIED.matcher(output);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
