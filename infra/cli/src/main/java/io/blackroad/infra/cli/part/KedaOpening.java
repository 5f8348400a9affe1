package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.part.AdapterOptions.Asked;
import io.blackroad.infra.cli.part.AdapterOptions.Opened;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.keda.KedaScaler;
import io.blackroad.sink.keda.KedaTarget;
import io.blackroad.sink.keda.Standings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Opens the adapter of KEDA: the scaler that it asks, and the target that notes decisions. */
final class KedaOpening {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private KedaOpening() {}

    static Opened open(Asked asked, KubernetesAccess access, String host, int port) {
        KubernetesClient client = KubernetesOpening.client(access);
        String namespace = KubernetesOpening.namespace(client, access);
        Standings standings = new Standings();
        KedaScaler scaler = scaler(client, namespace, standings, host, port);
        Leadership leadership = asked.dry() ? Leadership.ALONE : KubernetesOpening.lease(client, namespace, asked);
        return new Opened(
                new KedaTarget(client, namespace, standings),
                leadership,
                "tells KEDA on " + host + ":" + scaler.port() + " what was decided for the ScaledObjects of namespace "
                        + namespace + " at " + client.getMasterUrl(),
                () -> {
                    leadership.close();
                    scaler.close();
                    client.close();
                });
    }

    private static KedaScaler scaler(
            KubernetesClient client, String namespace, Standings standings, String host, int port) {
        try {
            return KedaScaler.start(client, namespace, standings, host, port, LOOK_EVERY);
        } catch (UncheckedIOException e) {
            client.close();
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
