package io.blackroad.infra.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program of a Redis server: the one that {@code -Dblackroad.redis.server=FILE} names, else a {@code redis-server} or
 * {@code valkey-server} of the machine, else the one that the build unpacked for this system.
 */
public final class RedisBinary {
    private static final String PROPERTY = "blackroad.redis.server";
    private static final List<String> NAMES = List.of("redis-server", "valkey-server");
    private static final int TRY_SECONDS = 10;

    private RedisBinary() {}

    /** The program, if there is one that starts on this machine. */
    public static Optional<Path> find() {
        String named = System.getProperty(PROPERTY);
        return candidates(named).filter(RedisBinary::starts).findFirst();
    }

    /** Why {@link #find} finds nothing, for people. */
    public static String missing() {
        return "no Redis server starts on this machine: install redis-server, or name one by -D" + PROPERTY
                + "=FILE; looked on the PATH and in " + BuiltFolder.of("redis");
    }

    private static Stream<Path> candidates(String named) {
        if (named != null) {
            return Stream.of(Path.of(named));
        }
        return Stream.concat(onPath(), built());
    }

    private static Stream<Path> onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve))
                .filter(Files::isExecutable);
    }

    private static Stream<Path> built() {
        String suffix = "-" + system() + "-" + architecture();
        return BuiltFolder.of("redis").stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder).stream())
                .filter(file -> file.toString().endsWith(suffix));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new StackException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }

    /** A program built for another machine, or one whose libraries are missing, is as good as none. */
    private static boolean starts(Path program) {
        if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
            return false;
        }
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(TRY_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while trying " + program, e);
        }
    }
}
