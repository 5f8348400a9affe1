package io.blackroad.sink.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.Why;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads while it holds a Lease. Another process takes over once it has seen the lease unchanged for its term; one that
 * stops in good order hands it over at once. Every write names the resource version that was read, so that of two that
 * take it at once one gets it.
 */
public final class LeaseLeadership implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseLeadership.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(6);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String identity;
    private final LeaseTimes times;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(LeaseLeadership::daemon);
    private String seenVersion;
    private long seenSince;
    private boolean failing;
    private volatile boolean leads;
    private volatile long renewedAt;

    /**
     * Joins the candidates.
     *
     * @param name of the Lease object
     * @param identity of this process there; no other has it
     */
    public LeaseLeadership(KubernetesClient client, String namespace, String name, String identity, LeaseTimes times) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
        this.times = times;
        thread.scheduleWithFixedDelay(this::turn, 0, times.every().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isLeader() {
        return leads && System.nanoTime() - renewedAt < times.confidence().toNanos();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (leads) {
            release();
        }
    }

    private void turn() {
        try {
            long before = System.nanoTime();
            boolean won = claim(lease().get(), before);
            renewedAt = won ? before : renewedAt;
            become(won);
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("lease {}/{} cannot be renewed, it is tried again: {}", namespace, name, Why.of(e));
            }
            failing = true;
        }
    }

    private boolean claim(Lease seen, long now) {
        String version = seen == null ? null : seen.getMetadata().getResourceVersion();
        if (!Objects.equals(version, seenVersion)) {
            seenVersion = version;
            seenSince = now;
        }
        switch (LeaseClaim.of(seen, identity, Duration.ofNanos(now - seenSince))) {
            case CREATE -> client.resource(fresh()).create();
            case TAKE -> patch(version, identity, times.term(), true);
            case RENEW -> patch(version, identity, times.term(), false);
            case WAIT -> {
                return false;
            }
        }
        return true;
    }

    private void become(boolean leader) {
        if (leader != leads) {
            LOG.info(
                    leader ? "{} leads by lease {}/{}" : "{} stands by, lease {}/{} is another's",
                    identity,
                    namespace,
                    name);
            leads = leader;
        }
    }

    private void release() {
        leads = false;
        try {
            Lease seen = lease().get();
            if (seen != null && LeaseClaim.of(seen, identity, Duration.ZERO) == LeaseClaim.RENEW) {
                patch(seen.getMetadata().getResourceVersion(), "", Duration.ofSeconds(1), false);
            }
        } catch (RuntimeException e) {
            LOG.warn("lease {}/{} is not handed over, it runs out by itself: {}", namespace, name, e.getMessage());
        }
    }

    private Resource<Lease> lease() {
        return client.leases().inNamespace(namespace).withName(name);
    }

    private Lease fresh() {
        ZonedDateTime now = Instant.now().atZone(ZoneOffset.UTC);
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(identity)
                .withLeaseDurationSeconds((int) times.term().toSeconds())
                .withAcquireTime(now)
                .withRenewTime(now)
                .endSpec()
                .build();
    }

    private void patch(String version, String holder, Duration term, boolean acquired) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("resourceVersion", version);
        String now = micros(Instant.now());
        ObjectNode spec = patch.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", (int) term.toSeconds())
                .put("renewTime", now);
        if (acquired) {
            spec.put("acquireTime", now);
        }
        lease().patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** As the API's MicroTime: always six digits. */
    private static String micros(Instant time) {
        return java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    private static Thread daemon(Runnable work) {
        Thread made = new Thread(work, "lease");
        made.setDaemon(true);
        return made;
    }
}
