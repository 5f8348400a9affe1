package io.blackroad.infra.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** How scale.sh runs the Java of an instance of streams; every measured process is run the same way. */
public final class StreamsJvm {
    private StreamsJvm() {}

    /** Options that more may be added to. */
    public static List<String> options() {
        return new ArrayList<>(
                List.of("-Xmx384m", "-Xmn200m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=bench-logback.xml"));
    }
}
