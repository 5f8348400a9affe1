package io.blackroad.streams.runtime;

import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import java.time.Instant;
import java.util.List;

/** Targets as meters see them, in us-east, at 1970. */
final class Targets {
    private Targets() {}

    /** One with a row, four of five replicas ready, and a sample of so many seconds ago. */
    static TargetView sampled(String service, long secondsAgo) {
        Target row = new Target("us-east/" + service, "us-east", service, service, "", 2_000_000_000L, Instant.EPOCH);
        return new TargetView(key(service), row, null, sample(service, secondsAgo), 5, 4, 3, wants(7), List.of());
    }

    /** One that only agents speak of. */
    static TargetView withoutRow(String service) {
        return new TargetView(
                key(service),
                null,
                null,
                sample(service, 1),
                TargetView.UNKNOWN,
                TargetView.UNKNOWN,
                0,
                null,
                List.of());
    }

    private static TargetKey key(String service) {
        return new TargetKey("us-east", service);
    }

    private static ScaleDecided wants(int replicas) {
        ScaleDecided decision = new ScaleDecided();
        decision.setToReplicas(replicas);
        return decision;
    }

    private static LoadSampled sample(String service, long secondsAgo) {
        LoadSampled sample = new LoadSampled();
        sample.setRegion("us-east");
        sample.setService(service);
        sample.setTickEnd(Instant.EPOCH.minusSeconds(secondsAgo));
        sample.setMissing(3);
        sample.setQueued(11);
        sample.setCpuUsedMillis(400);
        sample.setCpuRequestedMillis(800);
        return sample;
    }
}
