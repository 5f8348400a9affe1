package io.blackroad.sink.webhook;

import io.blackroad.sink.controller.TargetId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where decisions are posted.
 *
 * @param url takes the POST with a decision and the GET that asks what runs
 * @param secrets sign each request; see {@link WebhookSignature}
 * @param targets those that the receiver runs
 * @param timeout for one request and its answer
 */
public record WebhookConfig(URI url, List<String> secrets, Set<TargetId> targets, Duration timeout) {
    /** Longer than any receiver that only takes note should need; a slow one is asked again. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** @throws IllegalArgumentException if settings are wrong; names all of them */
    public WebhookConfig {
        secrets = List.copyOf(secrets);
        targets = Set.copyOf(targets);
        List<String> wrong = new ArrayList<>();
        if (!List.of("http", "https").contains(url.getScheme()) || url.getHost() == null) {
            wrong.add("a webhook's url is http://HOST/PATH or https://HOST/PATH, not " + url);
        } else if (url.getRawQuery() != null) {
            wrong.add("a webhook's url has no query, since what is asked for comes there: " + url);
        }
        if (targets.isEmpty()) {
            wrong.add("a webhook needs the targets that it runs, each as REGION/SERVICE");
        }
        try {
            new WebhookSignature(secrets);
        } catch (IllegalArgumentException e) {
            wrong.add(e.getMessage());
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    @Override
    public String toString() {
        // A record prints its components, and these hold secrets.
        return "WebhookConfig[" + url + ", " + targets + "]";
    }
}
