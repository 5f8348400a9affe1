/**
 * Controllers: they act on scale decisions and answer what became of them.
 *
 * <pre>
 * scale-decided ─► Fence (what is to be done) ─► ReplicaTarget (the adapter) ─► scale-applied ─► offset committed
 * </pre>
 */
package io.blackroad.sink.controller;
