package io.blackroad.placement;

import io.blackroad.decision.RecordRoom;

/** One agent to another worker. */
public record Move(String agentId, String fromWorker, String toWorker) {
    boolean takes(RecordRoom room) {
        return room.take(0, agentId, fromWorker, toWorker);
    }
}
