package io.blackroad.sink.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;

/**
 * Writes a decision on an object in one step: a JSON merge patch that names the resource version that was read, which the
 * API refuses with a conflict once the object changed. It is never sent again without reading anew, so it never forces.
 */
public final class ConditionalPatch {
    private static final int UNPROCESSABLE = 422;

    private ConditionalPatch() {}

    /**
     * The patch for an order.
     *
     * @param version resource version that was read
     * @param withReplicas whether the object's own replicas are set; otherwise the decision is noted alone
     */
    public static String body(Order order, String version, boolean withReplicas) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata").put("resourceVersion", version);
        ObjectNode annotations = metadata.putObject("annotations");
        DecisionMark.annotations(order).forEach(annotations::put);
        if (withReplicas) {
            patch.putObject("spec").put("replicas", order.replicas());
        }
        return patch.toString();
    }

    /** Sends it and says what the API made of it; what is not foreseen is thrown as it came. */
    public static ApplyAnswer send(
            Resource<? extends HasMetadata> object, String body, Order order, ReplicaCount seen) {
        try {
            object.patch(PatchContext.of(PatchType.JSON_MERGE), body);
            return seen.told() == order.replicas() ? ApplyAnswer.noOp() : ApplyAnswer.applied();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return ApplyAnswer.failed("the object changed since it was read (conflict); it is read again");
            }
            if (e.getCode() == UNPROCESSABLE) {
                return ApplyAnswer.refused("the API refuses the change: " + e.getMessage());
            }
            Duration retryAfter = retryAfter(e);
            if (retryAfter.isZero()) {
                throw e;
            }
            return ApplyAnswer.failed("the API asks for patience: " + e.getMessage(), retryAfter);
        }
    }

    private static Duration retryAfter(KubernetesClientException e) {
        boolean said = e.getStatus() != null
                && e.getStatus().getDetails() != null
                && e.getStatus().getDetails().getRetryAfterSeconds() != null;
        return said ? Duration.ofSeconds(e.getStatus().getDetails().getRetryAfterSeconds()) : Duration.ZERO;
    }
}
