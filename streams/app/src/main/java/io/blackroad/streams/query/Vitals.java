package io.blackroad.streams.query;

import java.util.List;
import java.util.Optional;

/** How the process is. */
public interface Vitals {

    /** Why it cannot go on and should be restarted; empty while it can. */
    Optional<String> failure();

    /** What is not there yet, one sentence each; empty when the state held here is complete and can be read. */
    List<String> missing();
}
