package io.blackroad.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a fleet is built from.
 *
 * @param phase the first phase that is large enough, or the last
 * @param lines what there is, the control plane last
 */
record Materials(Phase phase, List<Line> lines, ControlPlane controlPlane) {
    private static final String CONTROL_PLANE = "the control plane, by what was measured of it";

    /**
     * Machines, and why so many.
     *
     * @param reason why, in words
     */
    record Line(Resource resource, String reason) {}

    /** Those of a fleet by its phases, which are in order of growth. */
    static Materials of(int agents, List<Phase> phases) {
        Phase phase = phases.stream()
                .filter(candidate -> agents <= candidate.maxAgents())
                .findFirst()
                .orElseGet(() -> phases.get(phases.size() - 1));
        return within(agents, phase);
    }

    /** Those of a fleet built as one phase says. */
    static Materials within(int agents, Phase phase) {
        boolean oneMachine = oneMachine(agents, phase);
        ControlPlane plane = ControlPlane.of(agents, oneMachine);
        List<Line> lines = new ArrayList<>();
        for (Resource resource : phase.resources()) {
            long count = count(agents, phase, resource);
            lines.add(new Line(resource.times(count), reason(agents, phase, resource)));
        }
        plane.machines(oneMachine).forEach(machine -> lines.add(new Line(machine, CONTROL_PLANE)));
        return new Materials(phase, lines, plane);
    }

    long gpus() {
        return lines.stream()
                .map(Line::resource)
                .mapToLong(resource -> resource.count() * resource.gpus())
                .sum();
    }

    private static boolean oneMachine(int agents, Phase phase) {
        long machines = phase.resources().stream().mapToLong(Resource::count).sum();
        return machines == 1 && agents <= phase.maxAgents();
    }

    /** In proportion, at least one in each region, and the same in each region where the phase has it so. */
    private static long count(int agents, Phase phase, Resource resource) {
        if (!resource.elastic()) {
            return resource.count() * ControlPlane.ceil(agents, phase.maxAgents());
        }
        long regions = Math.max(1, phase.regions());
        long share = ControlPlane.ceil(resource.count() * agents, phase.maxAgents());
        long least = Math.max(share, Math.min(regions, resource.count()));
        return resource.count() % regions == 0 ? ControlPlane.ceil(least, regions) * regions : least;
    }

    private static String reason(int agents, Phase phase, Resource resource) {
        if (!resource.elastic()) {
            long times = ControlPlane.ceil(agents, phase.maxAgents());
            return times == 1
                    ? "as phase " + phase.id() + " has it"
                    : times + " times what phase " + phase.id() + " has";
        }
        if (resource.name().equals(Resource.WORKER)) {
            return String.format(
                    Locale.ROOT, "%,d agents each, as in phase %s", agentsPerWorker(phase, resource), phase.id());
        }
        return String.format(
                Locale.ROOT, "phase %s has %,d for %,d agents", phase.id(), resource.count(), phase.maxAgents());
    }

    static long agentsPerWorker(Phase phase, Resource worker) {
        return phase.maxAgents() / worker.count();
    }
}
