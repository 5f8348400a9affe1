/**
 * The latest state of each agent, written to the memory.
 *
 * <pre>
 * fleet.agent.* ─► FactParts (newest fact of each kind) ─► PendingStates ─► shards ─► word to those who keep copies ─► offsets
 * </pre>
 */
package io.blackroad.sink.memory.state;
