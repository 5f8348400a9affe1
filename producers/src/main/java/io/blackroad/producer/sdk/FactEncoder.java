package io.blackroad.producer.sdk;

import io.blackroad.schema.FactWriter;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import org.apache.avro.specific.SpecificRecord;

/** Makes the bytes of facts. Its writers reuse their buffers, so each thread has an encoder of its own. */
final class FactEncoder {
    private final FactWriter<LifecycleChanged> lifecycles;
    private final FactWriter<TaskChanged> tasks;
    private final FactWriter<MetricSampled> metrics;
    private final FactWriter<GpuChanged> gpus;

    /** @throws io.blackroad.schema.SchemaRegistryException if the registry refuses a schema or does not answer */
    FactEncoder(SchemaRegistry registry) {
        this.lifecycles = writer(registry, Topics.LIFECYCLE_CHANGED);
        this.tasks = writer(registry, Topics.TASK_CHANGED);
        this.metrics = writer(registry, Topics.METRIC_SAMPLED);
        this.gpus = writer(registry, Topics.GPU_CHANGED);
    }

    private static <V extends SpecificRecord> FactWriter<V> writer(SchemaRegistry registry, Topic<V> topic) {
        return new FactWriter<>(registry, topic.subject(), topic.type());
    }

    byte[] lifecycle(Envelope envelope, AgentDescription agent, LifecycleChange change, String reason) {
        LifecycleChanged fact = new LifecycleChanged();
        fact.setEventId(envelope.eventId());
        fact.setAgentId(envelope.agentId());
        fact.setEpoch(envelope.epoch());
        fact.setSequence(envelope.sequence());
        fact.setOccurredAt(envelope.occurredAt());
        fact.setChange(change);
        fact.setRegion(agent.region());
        fact.setService(agent.service());
        fact.setReplica(agent.replica());
        fact.setWorker(agent.worker());
        fact.setModel(agent.model());
        fact.setCpuRequestedMillis(agent.cpuRequestedMillis());
        fact.setMemoryRequestedBytes(agent.memoryRequestedBytes());
        fact.setGpuRequestedMillis(agent.gpuRequestedMillis());
        fact.setReason(reason);
        return lifecycles.write(fact);
    }

    byte[] task(Envelope envelope, String source, TaskEvent event) {
        Task task = event.task();
        TaskChanged fact = new TaskChanged();
        fact.setEventId(envelope.eventId());
        fact.setAgentId(envelope.agentId());
        fact.setEpoch(envelope.epoch());
        fact.setSequence(envelope.sequence());
        fact.setOccurredAt(envelope.occurredAt());
        fact.setTaskId(task.id());
        fact.setChange(event.change());
        fact.setSource(source);
        fact.setRegion(task.region());
        fact.setInputTokens(task.inputTokens());
        fact.setOutputTokens(task.outputTokens());
        fact.setServiceMicros(task.serviceMicros());
        fact.setWaitedMicros(event.waitedMicros());
        fact.setRanMicros(event.ranMicros());
        fact.setReason(event.reason());
        return tasks.write(fact);
    }

    byte[] metric(Envelope envelope, MetricSample sample) {
        MetricSampled fact = new MetricSampled();
        fact.setEventId(envelope.eventId());
        fact.setAgentId(envelope.agentId());
        fact.setEpoch(envelope.epoch());
        fact.setSequence(envelope.sequence());
        fact.setOccurredAt(envelope.occurredAt());
        fact.setCpuUsedMillis(sample.cpuUsedMillis());
        fact.setMemoryUsedBytes(sample.memoryUsedBytes());
        fact.setGpuUsedMillis(sample.gpuUsedMillis());
        fact.setInFlight(sample.inFlight());
        fact.setQueued(sample.queued());
        fact.setLatencyMicros(sample.latencyMicros());
        fact.setRequestsTotal(sample.requestsTotal());
        fact.setStorageReadsTotal(sample.storageReadsTotal());
        fact.setStorageWritesTotal(sample.storageWritesTotal());
        fact.setStoredBytes(sample.storedBytes());
        return metrics.write(fact);
    }

    byte[] gpu(Envelope envelope, GpuChange change, GpuRequest request, GpuUse use) {
        GpuChanged fact = new GpuChanged();
        fact.setEventId(envelope.eventId());
        fact.setAgentId(envelope.agentId());
        fact.setEpoch(envelope.epoch());
        fact.setSequence(envelope.sequence());
        fact.setOccurredAt(envelope.occurredAt());
        fact.setChange(change);
        fact.setRequestId(request.requestId());
        fact.setGpuCount(request.gpuCount());
        fact.setGpuMillis(request.gpuMillis());
        fact.setMemoryBytes(request.memoryBytes());
        fact.setAllowedModels(request.allowedModels());
        fact.setUtilizationPermille(use.utilizationPermille());
        fact.setMemoryUsedBytes(use.memoryUsedBytes());
        return gpus.write(fact);
    }
}
