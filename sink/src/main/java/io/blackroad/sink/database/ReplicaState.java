package io.blackroad.sink.database;

import java.time.Duration;
import java.time.Instant;

/**
 * What the last look at a replica found.
 *
 * @param url where it is
 * @param usable whether reads may go to it
 * @param replayed how far it has replayed the log; {@code null} when that is not known
 * @param bytesBehind how much of the log it lacks; -1 when that is not known
 * @param behind how old the oldest change is that it lacks
 * @param reason why it is not usable; empty when it is
 */
public record ReplicaState(String url, boolean usable, Lsn replayed, long bytesBehind, Duration behind, String reason) {

    /** One that cannot be asked. */
    static ReplicaState down(String url, String reason) {
        return new ReplicaState(url, false, null, -1, Duration.ZERO, reason);
    }

    /** One that answered, held against the bound. Without a primary to compare with nothing more is written either. */
    static ReplicaState of(String url, Lsn replayed, WalHistory primary, ReplicaBound bound, Instant now) {
        long bytes = primary.end().map(end -> end.bytesAfter(replayed)).orElse(0L);
        Duration behind = primary.behind(replayed, now);
        String reason = "";
        if (bytes > bound.bytes()) {
            reason = bytes + " bytes behind the primary, allowed are " + bound.bytes();
        } else if (behind.compareTo(bound.delay()) > 0) {
            reason = behind.toMillis() + " ms behind the primary, allowed are "
                    + bound.delay().toMillis();
        }
        return new ReplicaState(url, reason.isEmpty(), replayed, bytes, behind, reason);
    }

    /** True when reads may go to it that must see everything up to {@code position}. */
    boolean covers(Lsn position) {
        return usable && (position == null || replayed.compareTo(position) >= 0);
    }
}
