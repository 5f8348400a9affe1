package io.blackroad.alert;

/**
 * The fleet at the end of a tick.
 *
 * @param agents alive and heard from lately
 * @param phase name of the active phase; empty when there is none
 * @param phaseAgents agents that it is built for; 0 when there is none
 * @param queued tasks submitted and not started
 * @param fresh agents with a fresh metric sample
 * @param missing agents without one
 * @param gpuUsedMillis GPU used by the fresh ones, thousandths of a card
 * @param gpuHeldMillis GPU held by the fresh ones
 */
public record FleetMoment(
        int agents,
        String phase,
        int phaseAgents,
        long queued,
        int fresh,
        int missing,
        long gpuUsedMillis,
        long gpuHeldMillis) {}
