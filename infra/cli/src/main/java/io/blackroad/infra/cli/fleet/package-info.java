/** Agents that run inside a command: the simulated fleet with its controller, and the single one of {@code wake}. */
package io.blackroad.infra.cli.fleet;
