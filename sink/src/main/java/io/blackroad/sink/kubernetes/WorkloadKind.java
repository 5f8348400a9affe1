package io.blackroad.sink.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Locale;

/** The kinds of objects that run replicas. */
public enum WorkloadKind {
    DEPLOYMENT("Deployment", Deployment.class),
    STATEFUL_SET("StatefulSet", StatefulSet.class);

    private final String apiName;
    private final Class<? extends HasMetadata> type;

    WorkloadKind(String apiName, Class<? extends HasMetadata> type) {
        this.apiName = apiName;
        this.type = type;
    }

    /** As the API writes it. */
    public String apiName() {
        return apiName;
    }

    Class<? extends HasMetadata> type() {
        return type;
    }

    /** @throws IllegalArgumentException if there is no such kind */
    static WorkloadKind of(String text) {
        for (WorkloadKind kind : values()) {
            if (kind.apiName.equalsIgnoreCase(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "a workload is deployment/NAME or statefulset/NAME, not " + text.toLowerCase(Locale.ROOT) + "/...");
    }
}
