package io.blackroad.infra.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Clocks of this process at one moment.
 *
 * @param nanos wall clock
 * @param cpuNanos CPU used so far by all threads, the compiler's and the collector's too
 * @param compileMillis spent on compiling so far
 * @param collectMillis spent on collecting garbage so far
 */
public record Reading(long nanos, long cpuNanos, long compileMillis, long collectMillis) {
    private static final String RESIDENT = "VmRSS:";

    public static Reading now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long collect = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        long compile = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
        return new Reading(System.nanoTime(), system.getProcessCpuTime(), compile, collect);
    }

    /** CPU that another process has used so far. */
    public static Duration cpuOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Memory of a process that is in RAM; 0 where the system does not tell it as Linux does. */
    public static long residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
