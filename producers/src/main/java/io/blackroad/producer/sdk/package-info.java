/**
 * The agent SDK: agents as objects, their facts as records in Kafka. Start at
 * {@link io.blackroad.producer.sdk.AgentClient}.
 */
package io.blackroad.producer.sdk;
