package io.blackroad.gpu;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the nodes of a pool follow the control table. */
final class Fleets {
    private Fleets() {}

    /**
     * The nodes under new rows, by name. What is granted on a node stays: without a row it only leaves once it is idle,
     * and with other cards than before it first drains.
     */
    static Map<String, NodeState> merged(NodeState[] before, List<GpuNode> rows, Instant now) {
        Map<String, NodeState> next = new TreeMap<>();
        for (NodeState state : before) {
            if (!state.idle()) {
                next.put(state.node().id(), state.as(state.node().in(GpuNode.State.LEAVING)));
            }
        }
        Map<String, NodeState> known = new TreeMap<>();
        for (NodeState state : before) {
            known.put(state.node().id(), state);
        }
        for (GpuNode row : rows) {
            NodeState state = known.get(row.id());
            boolean keeps = state != null && state.node().sameCards(row);
            if (keeps) {
                next.put(row.id(), state.as(row));
            } else if (state == null || state.idle()) {
                next.put(row.id(), NodeState.idle(row, now));
            } else {
                next.put(row.id(), state.as(state.node().in(GpuNode.State.DRAINING)));
            }
        }
        return next;
    }

    static List<NodeState> staying(NodeState[] nodes) {
        return List.of(nodes).stream()
                .filter(state -> state.node().state() != GpuNode.State.LEAVING || !state.idle())
                .toList();
    }
}
