package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.webhook.WebhookConfig;
import io.blackroad.sink.webhook.WebhookTarget;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** What the controller of a webhook takes. Its secret comes from the environment, where no list of processes shows it. */
final class WebhookOptions implements AdapterOptions {
    static final String SECRET = "BLACKROAD_WEBHOOK_SECRET";

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description = "Where decisions are posted, signed with the secret in " + SECRET + ".")
    private String url;

    @Override
    public List<String> given() {
        return url == null ? List.of() : List.of("--webhook-url");
    }

    @Override
    public Opening check(Asked asked, List<String> wrong) {
        if (url == null) {
            wrong.add("--adapter webhook needs --webhook-url URL");
        }
        if (asked.targets().isEmpty()) {
            wrong.add("--adapter webhook needs --target REGION/SERVICE");
        }
        asked.targets().forEach((id, what) -> {
            if (!what.isEmpty()) {
                wrong.add("--target " + id + "=" + what + ": a webhook takes REGION/SERVICE alone");
            }
        });
        String secrets = asked.environment().getOrDefault(SECRET, "");
        if (secrets.isBlank()) {
            wrong.add("--adapter webhook needs " + SECRET + " in the environment; make one with: "
                    + "echo whsec_$(openssl rand -base64 32)");
        }
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        WebhookConfig config = config(asked, secrets);
        return () -> new Opened(
                new WebhookTarget(config, Clock.systemUTC()),
                Leadership.ALONE,
                "posts decisions on " + config.targets() + " to " + config.url(),
                () -> {});
    }

    private WebhookConfig config(Asked asked, String secrets) {
        try {
            List<String> each = Arrays.asList(secrets.strip().split(","));
            return new WebhookConfig(URI.create(url), each, asked.targets().keySet(), WebhookConfig.TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage().split("; ")));
        }
    }
}
