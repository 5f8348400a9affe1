package io.blackroad.infra.cli.doctor;

import io.blackroad.infra.cli.process.DataLock;
import io.blackroad.infra.stack.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * What this machine must have.
 *
 * @param folder data folder
 * @param port HTTP port
 * @param oursAnswers whether what listens there is ours
 * @param java the JVM that runs this
 * @param leastBytes less free space than this is too little
 */
record MachineChecks(Path folder, int port, BooleanSupplier oursAnswers, Runtime.Version java, long leastBytes) {
    /** What a day of a small fleet takes, twice. */
    static final long LEAST_BYTES = 2L << 30;

    private static final int JDK = 17;
    private static final double BYTES_A_GB = 1e9;

    List<Check> all() {
        return List.of(
                Check.one("jdk", null, this::jdk),
                Check.one("data", null, this::data),
                Check.one("disk", "data", this::disk),
                Check.one("port", null, this::ownPort));
    }

    private Finding jdk() {
        String home = System.getProperty("java.home");
        return java.feature() >= JDK
                ? Finding.ok(home, "JDK " + java)
                : Finding.wrong(
                        home,
                        "JDK " + java + " is too old",
                        "install JDK " + JDK + " or newer (Debian: apt-get install openjdk-17-jdk-headless) and set"
                                + " JAVA_HOME to it");
    }

    private Finding data() {
        Path existing = existing();
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Finding.wrong(folder.toString(), "cannot be written", "choose another folder with --data DIR");
        }
        long holder = DataLock.holderOf(folder);
        return Finding.ok(folder.toString(), holder == 0 ? "not in use" : "in use by process " + holder);
    }

    private Finding disk() {
        try {
            long usable = Files.getFileStore(existing()).getUsableSpace();
            String free = gigabytes(usable) + " GB free";
            return usable >= leastBytes
                    ? Finding.ok(folder.toString(), free)
                    : Finding.wrong(
                            folder.toString(),
                            "only " + free + ", " + gigabytes(leastBytes) + " are the least",
                            "make room, or choose another disk with --data DIR: Kafka and PostgreSQL stop when it is"
                                    + " full");
        } catch (IOException e) {
            return Finding.wrong(
                    folder.toString(),
                    "free space cannot be measured (" + e.getMessage() + ")",
                    "choose another folder with --data DIR");
        }
    }

    /** The folder, or the nearest one above it that is there already. */
    private Path existing() {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / BYTES_A_GB);
    }

    private Finding ownPort() {
        String where = "port " + port;
        if (FreePort.isFree(port)) {
            return Finding.ok(where, "is free");
        }
        return oursAnswers.getAsBoolean()
                ? Finding.ok(where, "is BlackRoad's own")
                : Finding.wrong(
                        where,
                        "is taken by another program",
                        "stop that one (ss -ltnp 'sport = :" + port + "' names it), or choose another with --port P");
    }
}
