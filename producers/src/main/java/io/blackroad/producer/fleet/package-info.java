/**
 * A simulated fleet: agents in one process whose CPU, queues and latency follow from the work they are given.
 *
 * <p>{@link io.blackroad.producer.fleet.FleetModel} is the queueing model: virtual time goes in, facts come out, and a
 * seed reproduces it; it knows neither clock nor Kafka. {@link io.blackroad.producer.fleet.SimulatedFleet} drives it in
 * real time and sends its facts.
 */
package io.blackroad.producer.fleet;
