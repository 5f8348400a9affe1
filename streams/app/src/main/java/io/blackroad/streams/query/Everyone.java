package io.blackroad.streams.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts one question to every instance at once, this one included, and says which partitions nobody spoke for. */
final class Everyone {
    private static final Logger LOG = LoggerFactory.getLogger(Everyone.class);

    private final Peers peers;
    private final PeerClient client;

    Everyone(Peers peers, PeerClient client) {
        this.peers = peers;
        this.client = client;
    }

    /** The parts that came. */
    <P extends Part> List<P> parts(Ask ask, Class<P> type, Supplier<P> local) {
        List<CompletableFuture<Optional<P>>> asked = client.parts(peers.others(), ask, type);
        List<P> parts = new ArrayList<>();
        try {
            parts.add(local.get());
        } catch (StateUnavailableException e) {
            LOG.debug("no part of {} from here", ask.template(), e);
        }
        asked.forEach(part -> part.join().ifPresent(parts::add));
        return parts;
    }

    /** Partitions of these keyspaces that no part spoke for, in order. */
    Set<Partition> missing(List<? extends Part> parts, Keyspace... keyspaces) {
        Set<Partition> missing = new TreeSet<>();
        for (Keyspace keyspace : keyspaces) {
            missing.addAll(peers.partitions(keyspace));
        }
        parts.forEach(part -> missing.removeAll(part.partitions()));
        return missing;
    }

    /** The error for an answer that would mislead without these partitions. */
    static ProblemException tooLittle(Set<Partition> missing) {
        return Problem.of(
                        ProblemType.PARTITIONS_MISSING,
                        "nobody could answer for " + missing.size()
                                + " partitions, which are being moved or restored; ask again")
                .with("missingPartitions", missing)
                .exception();
    }
}
