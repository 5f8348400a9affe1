package io.blackroad.gpu;

import java.util.List;

/** What happens to a pool. */
public sealed interface GpuEvent {

    /** An agent asks. A request that waits or is granted already is not asked for twice. */
    record Requested(GpuRequest request) implements GpuEvent {}

    /** An agent gives a request back, granted or not. */
    record Released(String agentId, String requestId) implements GpuEvent {}

    /**
     * An agent is lost, stopped, failed, or has booted anew: all that it waits for or holds ends.
     *
     * @param reason what became of it, the end of a sentence that begins with the agent
     */
    record Gone(String agentId, String reason) implements GpuEvent {}

    /** The nodes as they are from now on. One that is missing gets nothing more and leaves once it is idle. */
    record NodesChanged(List<GpuNode> nodes) implements GpuEvent {
        public NodesChanged {
            nodes = List.copyOf(nodes);
        }
    }

    /** Time has passed. */
    record Ticked() implements GpuEvent {}
}
