package io.blackroad.infra.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The folder of one PostgreSQL server: {@code data} is PostgreSQL's own, {@code password} that of its one user, readable by
 * the owner alone, {@code postgres.out} its log.
 */
final class PostgresCluster {
    static final String USER = "blackroad";
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(30);

    private final Path folder;

    PostgresCluster(Path folder) {
        this.folder = folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path output() {
        return folder.resolve("postgres.out");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).trim();
        } catch (IOException e) {
            throw new StackException("cannot read PostgreSQL's password: " + e.getMessage(), e);
        }
    }

    /** Makes the cluster when the folder is new. It is made beside its place, so that half a cluster is never started. */
    void create(Path program, List<String> prefix) {
        if (Files.isDirectory(data())) {
            return;
        }
        try {
            Files.createDirectories(folder);
            writePassword();
            PostgresAccount.own(folder, prefix);
            Path fresh = Files.createTempDirectory(folder, "new-");
            PostgresAccount.own(fresh, prefix);
            initdb(program, prefix, fresh);
            Files.move(fresh, data());
        } catch (IOException e) {
            throw new StackException("cannot make a PostgreSQL cluster in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Process id of the server that runs here, as PostgreSQL itself notes it; empty when none does. The number alone proves
     * nothing: after a restart of the machine it may be another program's.
     */
    Optional<ProcessHandle> server() {
        try {
            String first = Files.readAllLines(data().resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(first.trim()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().command().orElse("postgres").contains("postgres"));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns when no server runs here. One whose starter has died is about to end and is waited for.
     *
     * @throws StackException if one keeps running
     */
    void awaitFree() {
        long end = System.nanoTime() + ORPHAN_LIMIT.toNanos();
        for (Optional<ProcessHandle> server = server(); server.isPresent(); server = server()) {
            if (isStarted(server.get()) || System.nanoTime() > end) {
                throw new StackException("the data folder " + folder + " is in use by the PostgreSQL of process "
                        + server.get().pid() + "; stop that one first or choose another folder");
            }
            Pause.brief();
        }
    }

    /** Whether the one that watches over the server, its parent, still has a parent that would end it. */
    private static boolean isStarted(ProcessHandle server) {
        return server.parent()
                .flatMap(ProcessHandle::parent)
                .filter(starter -> starter.pid() > 1)
                .filter(starter -> starter.info().command().orElse("").contains("java"))
                .isPresent();
    }

    private void initdb(Path program, List<String> prefix, Path fresh) throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.add(program.resolve("bin/initdb").toString());
        line.addAll(List.of("--pgdata=" + fresh, "--username=" + USER, "--pwfile=" + passwordFile()));
        line.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"));
        // PostgreSQL's own locale: what the machine has installed must not decide how text is ordered.
        line.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        try {
            if (!process.waitFor(INITDB_LIMIT.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StackException("PostgreSQL's initdb failed in " + fresh + "; "
                        + new ServerProcess("initdb", process, output()).tail());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while making a PostgreSQL cluster", e);
        }
    }

    private void writePassword() throws IOException {
        Path file = passwordFile();
        if (Files.exists(file)) {
            return;
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Path fresh = Files.createTempFile(
                folder,
                "password-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n");
        Files.move(fresh, file);
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }
}
