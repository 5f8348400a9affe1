package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.part.AdapterOptions.Asked;
import io.blackroad.infra.cli.part.AdapterOptions.Opened;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.kubernetes.Clients;
import io.blackroad.sink.kubernetes.Departures;
import io.blackroad.sink.kubernetes.KubernetesTarget;
import io.blackroad.sink.kubernetes.LeaseLeadership;
import io.blackroad.sink.kubernetes.LeaseTimes;
import io.blackroad.sink.kubernetes.WorkloadName;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opens the adapter of Kubernetes. */
final class KubernetesOpening {
    private static final String USUAL_NAMESPACE = "default";

    private KubernetesOpening() {}

    static void checkTargets(Map<TargetId, String> targets, List<String> wrong) {
        targets.forEach((id, what) -> {
            try {
                if (what.isEmpty()) {
                    wrong.add("--target " + id + " needs its workload, as in " + id + "=deployment/" + id.service()
                            + "; leave it out where labels name the target");
                } else {
                    WorkloadName.parse(what);
                }
            } catch (IllegalArgumentException e) {
                wrong.add("--target " + id + "=" + what + ": " + e.getMessage());
            }
        });
    }

    static Opened open(Asked asked, KubernetesAccess access, Duration drain) {
        KubernetesClient client = client(access);
        String where = namespace(client, access);
        Map<TargetId, WorkloadName> named = new HashMap<>();
        asked.targets().forEach((id, what) -> named.put(id, WorkloadName.parse(what)));
        Departures departures = Departures.of(
                client, where, asked.server(), () -> asked.token().text().orElse(""), drain, Clock.systemUTC());
        Leadership leadership = asked.dry() ? Leadership.ALONE : lease(client, where, asked);
        return new Opened(
                new KubernetesTarget(client, where, named, departures),
                leadership,
                "writes decisions on workloads of namespace " + where + " at " + client.getMasterUrl(),
                () -> {
                    leadership.close();
                    client.close();
                });
    }

    static KubernetesClient client(KubernetesAccess access) {
        return Clients.create(Optional.ofNullable(access.url()), Clients.TIMEOUT);
    }

    static String namespace(KubernetesClient client, KubernetesAccess access) {
        return Optional.ofNullable(access.namespace())
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse(USUAL_NAMESPACE);
    }

    static Leadership lease(KubernetesClient client, String namespace, Asked asked) {
        String host = asked.environment().getOrDefault("HOSTNAME", "controller");
        String identity = host + "_" + UUID.randomUUID();
        return new LeaseLeadership(
                client, namespace, "blackroad-controller-" + asked.name(), identity, LeaseTimes.USUAL);
    }
}
