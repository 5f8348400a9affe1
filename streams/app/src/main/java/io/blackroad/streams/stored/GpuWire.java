package io.blackroad.streams.stored;

import io.blackroad.agent.AgentDescription;
import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.GpuRequest;
import io.blackroad.gpu.GpuShape;
import io.blackroad.gpu.Host;

/** What a pool hears, between the stage that says it and the one that listens. */
public final class GpuWire {
    private static final String NOBODY = "";

    private GpuWire() {}

    /** What a fact is of. Stored by its ordinal: new kinds come last. */
    public enum Kind {
        REQUESTED,
        RELEASED,
        SAMPLED,
        GONE,
        TICKED,
        QUIET
    }

    /**
     * An agent asks.
     *
     * @param description whose account a lease goes on, and what the agent pays for anyway
     */
    public static StoredGpuFact requested(
            String agentId, AgentDescription description, String requestId, StoredShape shape, long atMicros) {
        return new StoredGpuFact(
                Kind.REQUESTED.ordinal(), agentId, requestId, shape, "", atMicros, 0, 0L, description.service(), (long)
                        description.gpuMillis());
    }

    /** An agent gives back. */
    public static StoredGpuFact released(String agentId, String requestId, long atMicros) {
        return new StoredGpuFact(Kind.RELEASED.ordinal(), agentId, requestId, null, "", atMicros, 0, 0L, "", 0L);
    }

    /** An agent says how much it uses. */
    public static StoredGpuFact sampled(
            String agentId, String requestId, int utilizationPermille, long memoryUsedBytes, long atMicros) {
        return new StoredGpuFact(
                Kind.SAMPLED.ordinal(),
                agentId,
                requestId,
                null,
                "",
                atMicros,
                utilizationPermille,
                memoryUsedBytes,
                "",
                0L);
    }

    /** An agent is no more. */
    public static StoredGpuFact gone(String agentId, String reason, long atMicros) {
        return new StoredGpuFact(Kind.GONE.ordinal(), agentId, NOBODY, null, reason, atMicros, 0, 0L, "", 0L);
    }

    /** Time has passed. */
    public static StoredGpuFact ticked(long atMicros) {
        return new StoredGpuFact(Kind.TICKED.ordinal(), NOBODY, NOBODY, null, "", atMicros, 0, 0L, "", 0L);
    }

    /** Nobody at all speaks where this agent would, and all that was said there has been read. */
    public static StoredGpuFact quiet(String agentId, long atMicros) {
        return new StoredGpuFact(Kind.QUIET.ordinal(), agentId, NOBODY, null, "", atMicros, 0, 0L, "", 0L);
    }

    /** What a fact is of. */
    public static Kind kind(StoredGpuFact fact) {
        return Kind.values()[fact.getKind()];
    }

    /** The event for the pool; samples and silence are none. */
    public static GpuEvent event(StoredGpuFact fact) {
        return switch (kind(fact)) {
            case REQUESTED ->
                new GpuEvent.Requested(new GpuRequest(fact.getAgentId(), fact.getRequestId(), shape(fact.getShape())));
            case RELEASED -> new GpuEvent.Released(fact.getAgentId(), fact.getRequestId());
            case GONE -> new GpuEvent.Gone(fact.getAgentId(), fact.getReason());
            case TICKED -> new GpuEvent.Ticked();
            case SAMPLED, QUIET -> throw new IllegalArgumentException(kind(fact) + " is no event of a pool");
        };
    }

    /** A shape as it is stored. */
    public static StoredShape stored(GpuShape shape) {
        return new StoredShape(shape.cards(), shape.millis(), shape.bytes(), shape.models());
    }

    /** A shape from what is stored. */
    public static GpuShape shape(StoredShape stored) {
        return new GpuShape(stored.getCards(), stored.getMillis(), stored.getBytes(), stored.getModels(), Host.NOTHING);
    }
}
