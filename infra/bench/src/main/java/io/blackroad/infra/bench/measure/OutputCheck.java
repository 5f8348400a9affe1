package io.blackroad.infra.bench.measure;

import java.time.Duration;
import java.util.List;

/** Reads what a pipeline publishes, as any reader of committed records does, and holds it against what was sent. */
public interface OutputCheck extends AutoCloseable {

    /** Waits until the whole result can be read; false when the limit passes first. */
    boolean await(Duration limit);

    /** Where the result differs from what was sent. */
    List<String> differences();

    @Override
    void close();
}
