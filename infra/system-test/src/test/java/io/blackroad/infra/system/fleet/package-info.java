/** Who uses the system during a run: agents, a controller with its targets, readers and askers. */
package io.blackroad.infra.system.fleet;
