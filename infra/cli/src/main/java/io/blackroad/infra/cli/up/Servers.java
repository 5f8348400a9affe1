package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Parts;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.RegistryProcess;
import io.blackroad.infra.stack.StackException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Broker and registry. They know nothing of each other and start at the same time, which halves the wait.
 *
 * @param bootstrapServers where the broker answers
 * @param registryUrl where the registry answers
 */
record Servers(String bootstrapServers, URI registryUrl) {
    private static final int BROKER_PORT = 9092;
    private static final int REGISTRY_PORT = 8081;

    /**
     * Starts both; each joins {@code parts} as soon as it runs.
     *
     * @throws CommandFailure if one does not start; it says why
     * @throws InterruptedException if it is no longer wanted
     */
    static Servers start(UpPlan plan, Parts parts, Steps steps) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<URI> registry =
                    CompletableFuture.supplyAsync(started(() -> startRegistry(plan, parts, steps)), threads);
            CompletableFuture<String> broker =
                    CompletableFuture.supplyAsync(started(() -> startBroker(plan, parts, steps)), threads);
            return new Servers(broker.get(), registry.get());
        } catch (ExecutionException e) {
            throw new CommandFailure(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String startBroker(UpPlan plan, Parts parts, Steps steps) {
        Steps.Step step = steps.begin("broker", "waiting until it answers");
        BrokerProcess broker = BrokerProcess.start(plan.folderOf("broker"), preferred(BROKER_PORT), progress -> {});
        parts.add(Part.process("broker", broker.pid(), broker::isAlive, broker::close));
        step.done("ready on " + broker.bootstrapServers());
        return broker.bootstrapServers();
    }

    private static URI startRegistry(UpPlan plan, Parts parts, Steps steps) {
        Steps.Step step = steps.begin("registry", "waiting until it answers");
        RegistryProcess registry =
                RegistryProcess.start(plan.folderOf("registry"), preferred(REGISTRY_PORT), progress -> {});
        parts.add(Part.process("registry", registry.pid(), registry::isAlive, registry::close));
        step.done("ready on " + registry.url().getAuthority());
        return registry.url();
    }

    /** The usual port when it is free; nobody has to remember the other, it is in the stack file. */
    private static int preferred(int port) {
        return FreePort.isFree(port) ? port : 0;
    }

    /** The name of a server that failed is in its own message; other failures are defects and keep their type. */
    private static <T> Supplier<T> started(Supplier<T> start) {
        return () -> {
            try {
                return start.get();
            } catch (StackException e) {
                throw new CommandFailure(e.getMessage(), e);
            }
        };
    }
}
