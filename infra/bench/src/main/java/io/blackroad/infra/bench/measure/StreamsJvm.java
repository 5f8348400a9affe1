package io.blackroad.infra.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** How scale.sh runs the Java of an instance of streams; every measured process is run the same way. */
public final class StreamsJvm {
    private static final int HEAP_MEGABYTES = 384;

    /** Up to here that heap will do; above it every agent takes what its columns take while they grow. */
    private static final int AGENTS = 100_000;

    private static final int BYTES_AN_AGENT = 600;

    private StreamsJvm() {}

    /** Options of an instance with few agents, that more may be added to. */
    public static List<String> options() {
        return options(0);
    }

    /** Options of an instance with so many agents, that more may be added to. */
    public static List<String> options(int agents) {
        long megabytes = HEAP_MEGABYTES + (long) BYTES_AN_AGENT * Math.max(0, agents - AGENTS) / 1_000_000;
        return new ArrayList<>(List.of(
                "-Xmx" + megabytes + "m",
                "-Xmn200m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=bench-logback.xml"));
    }
}
