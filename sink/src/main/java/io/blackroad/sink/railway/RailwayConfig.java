package io.blackroad.sink.railway;

import io.blackroad.sink.controller.TargetId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of the adapter.
 *
 * @param url of the API
 * @param token of the project's environment
 * @param environment id of the environment
 * @param services by the target that they run
 * @param timeout for one request and its answer
 */
public record RailwayConfig(
        URI url, String token, String environment, Map<TargetId, RailwayService> services, Duration timeout) {
    /** As https://docs.railway.com/reference/public-api names it. */
    public static final URI PUBLIC_API = URI.create("https://backboard.railway.com/graphql/v2");

    /** A change starts a deployment, which the API accepts within seconds. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    public RailwayConfig {
        services = Map.copyOf(services);
    }

    @Override
    public String toString() {
        // A record prints its components, and one is a secret.
        return "RailwayConfig[" + url + ", " + environment + ", " + services + "]";
    }
}
