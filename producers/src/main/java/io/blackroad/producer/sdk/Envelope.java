package io.blackroad.producer.sdk;

import io.blackroad.schema.EventId;
import java.time.Instant;

/** What every fact starts with. */
record Envelope(EventId eventId, String agentId, long epoch, long sequence, Instant occurredAt) {}
