package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the envelope around a fact says, in case the fact itself does not: a CloudEvent's attributes.
 *
 * @param type kind of fact, or null
 * @param agentId agent, or null
 * @param eventId identity, or null
 * @param occurredAt time, or null
 */
record EventDefaults(JsonNode type, JsonNode agentId, JsonNode eventId, JsonNode occurredAt) {
    static final EventDefaults NONE = new EventDefaults(null, null, null, null);
}
