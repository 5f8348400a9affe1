package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.webhook.WebhookConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** What the controller of a webhook takes. Its secret comes from the environment, where no list of processes shows it. */
final class WebhookOptions {
    static final String SECRET = "BLACKROAD_WEBHOOK_SECRET";

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description = "Where decisions are posted, signed with the secret in " + SECRET + ".")
    private String url;

    @Option(
            names = "--target",
            paramLabel = "REGION/SERVICE",
            split = ",",
            description = "A target that the receiver runs; may be repeated.")
    private List<String> targets = new ArrayList<>();

    boolean isEmpty() {
        return url == null && targets.isEmpty();
    }

    /** @throws SettingsException if any is missing or wrong; it lists every error */
    WebhookConfig config(Map<String, String> environment) {
        List<String> wrong = new ArrayList<>();
        Set<TargetId> ids = new TreeSet<>();
        for (String target : targets) {
            String[] parts = target.split("/", -1);
            if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
                ids.add(new TargetId(parts[0], parts[1]));
            } else {
                wrong.add("--target '" + target + "' must be REGION/SERVICE, such as us-east/api");
            }
        }
        if (url == null) {
            wrong.add("--adapter webhook needs --webhook-url URL");
        }
        if (targets.isEmpty()) {
            wrong.add("--adapter webhook needs --target REGION/SERVICE");
        }
        String secrets = environment.getOrDefault(SECRET, "");
        if (secrets.isBlank()) {
            wrong.add("--adapter webhook needs " + SECRET + " in the environment; make one with: "
                    + "echo whsec_$(openssl rand -base64 32)");
        }
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        try {
            return new WebhookConfig(
                    URI.create(url), Arrays.asList(secrets.strip().split(",")), ids, WebhookConfig.TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage().split("; ")));
        }
    }
}
