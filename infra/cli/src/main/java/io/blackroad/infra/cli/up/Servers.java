package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Parts;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.RegistryProcess;
import io.blackroad.infra.stack.StackException;
import java.net.URI;
import java.util.Set;

/**
 * Broker and registry.
 *
 * @param bootstrapServers where the broker answers
 * @param registryUrl where the registry answers
 */
record Servers(String bootstrapServers, URI registryUrl) {
    /** Their names as parts. */
    static final Set<String> NAMES = Set.of("broker", "registry");

    private static final int BROKER_PORT = 9092;
    private static final int REGISTRY_PORT = 8081;

    /**
     * Starts both; each joins {@code parts} as soon as it runs.
     *
     * @throws StackException if one does not start; it says which and why
     * @throws InterruptedException if it is no longer wanted
     */
    static Servers start(UpPlan plan, Parts parts, Steps steps) throws InterruptedException {
        return AtOnce.both(
                () -> startBroker(plan, parts, steps), () -> startRegistry(plan, parts, steps), Servers::new);
    }

    private static String startBroker(UpPlan plan, Parts parts, Steps steps) {
        Steps.Step step = steps.begin("broker", "waiting until it answers");
        BrokerProcess broker =
                BrokerProcess.start(plan.folderOf("broker"), Stack.preferred(BROKER_PORT), progress -> {});
        parts.add(Part.process("broker", broker.pid(), broker::isAlive, broker::close));
        step.done("ready on " + broker.bootstrapServers());
        return broker.bootstrapServers();
    }

    private static URI startRegistry(UpPlan plan, Parts parts, Steps steps) {
        Steps.Step step = steps.begin("registry", "waiting until it answers");
        RegistryProcess registry =
                RegistryProcess.start(plan.folderOf("registry"), Stack.preferred(REGISTRY_PORT), progress -> {});
        parts.add(Part.process("registry", registry.pid(), registry::isAlive, registry::close));
        step.done("ready on " + registry.url().getAuthority());
        return registry.url();
    }
}
