package io.blackroad.sink.kubernetes;

/** Labels and annotations that others see; each is a contract. */
public final class Names {
    /** Label of a workload: region of the target that it runs. */
    public static final String REGION = "blackroad.io/region";

    /** Label of a workload: service of the target that it runs. */
    public static final String SERVICE = "blackroad.io/service";

    /** Annotation of a workload or ScaledObject: sequence of the decision last written. */
    public static final String SEQUENCE = "blackroad.io/decision-sequence";

    /** Annotation: replicas that were written with it. */
    public static final String REPLICAS = "blackroad.io/decision-replicas";

    /** Annotation: its id, for people. */
    public static final String DECISION = "blackroad.io/decision-id";

    /** Annotation of a pod that is asked to drain: id of the decision that will remove it. */
    static final String DRAIN = "blackroad.io/drain";

    /** Annotation of such a pod: since when, ISO 8601. */
    static final String DRAIN_SINCE = "blackroad.io/drain-since";

    /** Kubernetes' own: pods with a lower number are removed first by a ReplicaSet. */
    static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private Names() {}
}
