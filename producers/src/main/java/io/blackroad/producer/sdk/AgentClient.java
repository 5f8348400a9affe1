package io.blackroad.producer.sdk;

import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.TaskChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection for any number of agents, safe for many threads. Facts are written once and in order per agent
 * (idempotent, acknowledged by all replicas in sync). Under back-pressure metric samples are dropped and counted;
 * lifecycle, task and GPU facts wait, and one that is given up in the end shows in {@link #failures()}.
 *
 * <pre>{@code
 * try (AgentClient client = AgentClient.connect(AgentClientConfig.of("127.0.0.1:9092", registry))) {
 *     Agent agent = client.wake(AgentDescription.of("writer-1", "eu-west", "api"));
 *     TaskHandle task = agent.accept(Task.of("task-1"));
 *     task.start();
 *     task.complete();
 *     agent.stop();
 * }
 * }</pre>
 */
public final class AgentClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentClient.class);

    private final AgentClientConfig config;
    private final FactSender sender;
    private final HeartbeatWheel heartbeats;
    private final Intake intake;

    AgentClient(AgentClientConfig config, FactSender sender, HeartbeatWheel heartbeats) {
        this.config = config;
        this.sender = sender;
        this.heartbeats = heartbeats;
        this.intake = new Intake(sender);
    }

    /**
     * Connects to a broker that has the agents' topics.
     *
     * @throws AgentClientException if no broker answers or topics are missing
     * @throws io.blackroad.schema.SchemaRegistryException if the registry refuses a schema or does not answer
     */
    public static AgentClient connect(AgentClientConfig config) {
        BrokerCheck.require(config);
        return over(config, new KafkaProducer<>(ProducerSettings.of(config)), InstantSource.system());
    }

    /**
     * A client over a producer of one's own, as tests do with Kafka's mock. It must be idempotent and is closed with
     * the client.
     */
    public static AgentClient over(AgentClientConfig config, Producer<byte[], byte[]> producer, InstantSource clock) {
        FactSender sender = FactSender.over(new Outbox(producer, config.limits()), config.registry(), clock);
        // Registers the schemas now, so that a registry that is down is told here and not with the first fact.
        sender.encoder();
        return new AgentClient(
                config, sender, HeartbeatWheel.turning(config.heartbeatInterval(), config.clientId() + "-heartbeat"));
    }

    /** The same connection with facts stamped by another clock, for agents that live in a time of their own. */
    public AgentClient withClock(InstantSource clock) {
        return new AgentClient(config, sender.withClock(clock), heartbeats);
    }

    /** What it was made with. */
    public AgentClientConfig config() {
        return config;
    }

    /** An agent that registers, starts, and from then on repeats its last sample each heartbeat interval. */
    public Agent wake(AgentDescription description) {
        Agent agent = start(description);
        heartbeats.add(agent, agent::lastSample);
        return agent;
    }

    /**
     * An agent that registers, starts, and from then on tells a sample of {@code source} each heartbeat interval;
     * {@link MetricSource#NONE} leaves the samples to the caller.
     */
    public Agent wake(AgentDescription description, MetricSource source) {
        Agent agent = start(description);
        if (source != MetricSource.NONE) {
            heartbeats.add(agent, source);
        }
        return agent;
    }

    private Agent start(AgentDescription description) {
        Agent agent = new Agent(description, sender);
        agent.become(LifecycleChange.REGISTERED, null);
        agent.become(LifecycleChange.STARTED, null);
        return agent;
    }

    /**
     * Hands a task to an agent, in the name of an intake.
     *
     * @return completes when the broker has it, or exceptionally when it was given up
     */
    public CompletableFuture<Void> submit(TaskSubmission submission) {
        return intake.tell(submission, TaskChange.SUBMITTED, null);
    }

    /**
     * Takes back a task that an agent has not ended, in the name of an intake.
     *
     * @param reason why, for people
     * @return completes when the broker has it, or exceptionally when it was given up
     */
    public CompletableFuture<Void> cancel(TaskSubmission submission, String reason) {
        return intake.tell(submission, TaskChange.CANCELLED, reason);
    }

    /** Metric samples that were not sent, because the memory was short or the broker did not take them. */
    public long dropped() {
        return sender.outbox().ledger().metricsDropped();
    }

    /** Facts of all kinds that the broker acknowledged. */
    public long acknowledged() {
        return sender.outbox().ledger().acknowledged();
    }

    /** Lifecycle, task and GPU facts that were given up. */
    public long failed() {
        return sender.outbox().failures().count();
    }

    /** The newest hundred of those, oldest first. */
    public List<SendFailure> failures() {
        return sender.outbox().failures().newest();
    }

    /** Tells {@code listener} of each such fact, on the thread that sends, so it must not block. */
    public void onFailure(Consumer<SendFailure> listener) {
        sender.outbox().failures().listen(listener);
    }

    /** Waits until every fact so far was acknowledged or given up. */
    public void flush() {
        sender.outbox().flush();
    }

    /**
     * Stops the heartbeats, sends what is waiting and closes the connection.
     *
     * @param timeout how long to wait for acknowledgements
     * @return what was not acknowledged in that time
     */
    public CloseReport close(Duration timeout) {
        heartbeats.close();
        return sender.outbox().close(timeout);
    }

    /** As {@link #close(Duration)} with the configured time; what is left is logged. */
    @Override
    public void close() {
        CloseReport report = close(config.limits().closeTimeout());
        if (!report.complete()) {
            LOG.warn("closed with facts that no broker acknowledged: {}", report.unsent());
        }
    }
}
