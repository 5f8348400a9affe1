/**
 * The fleet for programs in Java: {@link io.blackroad.client.FleetClient} asks about it over HTTP, {@link
 * io.blackroad.client.DecisionSubscription} takes its decisions from Kafka. An agent of your own is another matter: that is
 * the SDK of the producers.
 */
package io.blackroad.client;
