package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.Agent;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentDescription;
import io.blackroad.producer.sdk.MetricSample;
import io.blackroad.producer.sdk.MetricSource;
import io.blackroad.producer.sdk.TaskEvent;
import io.blackroad.producer.sdk.TaskSubmission;
import io.blackroad.schema.TaskChange;
import java.time.Instant;
import java.util.function.LongFunction;

/** Sends the facts of a model through an agent client, each stamped with the time at which it happened there. */
final class FactEmitter implements FleetEvents {
    /** Name of the fleet where it speaks for an agent that is gone. */
    static final String SOURCE = "fleet";

    private final AgentClient client;
    private long now;

    /** @param worldTime the time of the world at a time of the model */
    FactEmitter(AgentClient client, LongFunction<Instant> worldTime) {
        this.client = client.withClock(() -> worldTime.apply(now));
    }

    @Override
    public void woke(ModelAgent agent, long at) {
        now = at;
        ModelReplica replica = agent.replica();
        TargetPlan plan = replica.target().plan();
        AgentDescription description = AgentDescription.of(agent.id(), plan.region(), plan.service())
                .on(replica.name(), "")
                .withModel(plan.model())
                .requesting(plan.cpuMillis(), plan.memoryBytes(), plan.gpuMillis());
        agent.handle(client.wake(description, MetricSource.NONE));
    }

    @Override
    public void busy(ModelAgent agent, long at) {
        at(agent, at).busy();
    }

    @Override
    public void idle(ModelAgent agent, long at) {
        at(agent, at).idle();
    }

    @Override
    public void draining(ModelAgent agent, long at) {
        at(agent, at).drain();
    }

    @Override
    public void stopped(ModelAgent agent, long at) {
        at(agent, at).stop();
    }

    @Override
    public void migrated(ModelAgent agent, String worker, long at) {
        at(agent, at).migrate(worker);
    }

    @Override
    public void submitted(ModelAgent agent, ModelTask task, long at) {
        at(agent, at).tell(new TaskEvent(task.task(), TaskChange.SUBMITTED, 0, 0, null));
    }

    @Override
    public void started(ModelAgent agent, ModelTask task, long at) {
        at(agent, at).tell(new TaskEvent(task.task(), TaskChange.STARTED, task.waitedMicros(), 0, null));
    }

    @Override
    public void ended(ModelAgent agent, ModelTask task, TaskChange how, String reason, long at) {
        at(agent, at).tell(new TaskEvent(task.task(), how, task.waitedMicros(), task.ranMicros(at), reason));
    }

    @Override
    public void orphaned(String agentId, ModelTask task, String reason, long at) {
        now = at;
        var unused = client.cancel(new TaskSubmission(SOURCE, agentId, task.task()), reason);
    }

    @Override
    public void sampled(ModelAgent agent, MetricSample sample, long at) {
        at(agent, at).sample(sample);
    }

    private Agent at(ModelAgent agent, long at) {
        now = at;
        return (Agent) agent.handle();
    }
}
