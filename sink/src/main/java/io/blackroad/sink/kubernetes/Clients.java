package io.blackroad.sink.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.Optional;

/** Clients of the Kubernetes API whose requests end in time and are sent once: the controller decides what is repeated. */
public final class Clients {
    /** Longer than an API server under load takes, shorter than a decision may wait. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Clients() {}

    /**
     * A client with the credentials of the pod it runs in, or else of the user's kubeconfig.
     *
     * @param url another API server, without credentials; empty for that of the pod or the kubeconfig
     */
    public static KubernetesClient create(Optional<String> url, Duration timeout) {
        Config base = url.isPresent() ? Config.empty() : Config.autoConfigure(null);
        ConfigBuilder config = new ConfigBuilder(base)
                .withRequestTimeout((int) timeout.toMillis())
                .withConnectionTimeout((int) timeout.toMillis())
                .withRequestRetryBackoffLimit(0);
        url.ifPresent(config::withMasterUrl);
        return new KubernetesClientBuilder().withConfig(config.build()).build();
    }
}
