/**
 * Real traces as submitted tasks: {@link io.blackroad.producer.replay.TraceFormat} reads the rows,
 * {@link io.blackroad.producer.replay.Replay} paces them and hands them to agents.
 */
package io.blackroad.producer.replay;
