package io.blackroad.infra.cli.doctor;

import io.blackroad.infra.cli.process.DataLock;
import io.blackroad.infra.stack.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What this machine must have. */
final class MachineChecks {
    private static final int JDK = 17;
    private static final long LEAST_BYTES = 2L << 30;
    private static final double BYTES_A_GB = 1e9;

    private final Path folder;
    private final int port;
    private final BooleanSupplier oursAnswers;

    /**
     * @param folder data folder
     * @param port HTTP port
     * @param oursAnswers whether what listens there is ours
     */
    MachineChecks(Path folder, int port, BooleanSupplier oursAnswers) {
        this.folder = folder;
        this.port = port;
        this.oursAnswers = oursAnswers;
    }

    List<Check> all() {
        return List.of(
                new Check("jdk", null, this::jdk),
                new Check("data", null, this::data),
                new Check("disk", "data", this::disk),
                new Check("port", null, this::port));
    }

    private Finding jdk() {
        int feature = Runtime.version().feature();
        return feature >= JDK
                ? Finding.ok("JDK " + Runtime.version())
                : Finding.wrong("JDK " + Runtime.version(), "install JDK " + JDK + " or newer and set JAVA_HOME");
    }

    private Finding data() {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Finding.wrong(folder + " cannot be written", "choose another folder with --data DIR");
        }
        long holder = DataLock.holderOf(folder);
        return Finding.ok(folder + (holder == 0 ? ", not in use" : ", in use by process " + holder));
    }

    private Finding disk() {
        try {
            Path existing = folder;
            while (!Files.exists(existing)) {
                existing = existing.getParent();
            }
            long usable = Files.getFileStore(existing).getUsableSpace();
            String free = String.format(Locale.ROOT, "%.1f GB free", usable / BYTES_A_GB);
            return usable >= LEAST_BYTES
                    ? Finding.ok(free)
                    : Finding.wrong(free, "make room: Kafka stops when the disk is full; 2 GB are the least");
        } catch (IOException e) {
            return Finding.wrong(
                    "cannot be measured (" + e.getMessage() + ")", "choose another folder with --data DIR");
        }
    }

    private Finding port() {
        if (FreePort.isFree(port)) {
            return Finding.ok(port + " is free");
        }
        return oursAnswers.getAsBoolean()
                ? Finding.ok(port + " is BlackRoad's own")
                : Finding.wrong(
                        port + " is taken by another program", "stop that one, or choose another with --port P");
    }
}
