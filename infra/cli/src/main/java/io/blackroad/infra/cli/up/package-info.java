/**
 * {@code up}: everything embedded in one command.
 *
 * <pre>
 * lock data folder, check port
 *   ├─► broker   ─┐ (a JVM each, at the same time)
 *   └─► registry ─┴─► topics ─┬─► control tables ─┐
 *                              └─► streams (a JVM) ─┴─► fleet and its controller (here)
 * </pre>
 *
 * It stops in the opposite order, so that nothing writes to something that is gone.
 */
package io.blackroad.infra.cli.up;
