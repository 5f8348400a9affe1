package io.blackroad.sink.kubernetes;

import io.blackroad.client.AgentFilter;
import io.blackroad.client.FleetClient;
import io.blackroad.client.answer.Agent;
import io.blackroad.sink.controller.TargetId;
import java.util.HashMap;
import java.util.Map;

/** Asks the HTTP interface of the fleet. An agent runs in the pod that its replica names, or that has its own name. */
final class HttpAgentStates implements AgentStates {
    private static final int MOST_AGENTS = 100_000;

    private final FleetClient fleet;

    HttpAgentStates(FleetClient fleet) {
        this.fleet = fleet;
    }

    @Override
    public Map<String, AgentActivity> byPod(TargetId target) {
        Map<String, AgentActivity> activities = new HashMap<>();
        fleet.agents(AgentFilter.all().inRegion(target.region()).ofService(target.service())).stream()
                .limit(MOST_AGENTS)
                .forEach(agent -> activities.merge(pod(agent), activity(agent), AgentActivity::plus));
        return activities;
    }

    private static String pod(Agent agent) {
        return agent.replica() == null || agent.replica().isEmpty() ? agent.id() : agent.replica();
    }

    private static AgentActivity activity(Agent agent) {
        int tasks = Math.toIntExact(agent.inFlight() + agent.queued());
        int work = "BUSY".equals(agent.state()) ? Math.max(1, tasks) : tasks;
        return new AgentActivity(1, work, "DRAINING".equals(agent.state()) ? 1 : 0);
    }
}
