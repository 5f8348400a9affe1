package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.railway.RailwayConfig;
import io.blackroad.sink.railway.RailwayService;
import io.blackroad.sink.railway.RailwayTarget;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What the controller of services at Railway takes. Its token comes from the environment. */
final class RailwayOptions implements AdapterOptions {
    static final String TOKEN = "BLACKROAD_RAILWAY_TOKEN";

    /** 240 requests an hour; the cheapest paid plan allows 1,000. */
    private static final Duration OBSERVE_EVERY = Duration.ofSeconds(15);

    @Option(
            names = "--railway-environment",
            paramLabel = "ID",
            description = "Environment of the services; its project token is expected in " + TOKEN + ".")
    private String environment;

    @Option(
            names = "--railway-url",
            paramLabel = "URL",
            description = "Railway's API (default: https://backboard.railway.com/graphql/v2).")
    private URI url;

    @Override
    public Duration observeEvery() {
        return OBSERVE_EVERY;
    }

    @Override
    public List<String> given() {
        List<String> given = new ArrayList<>();
        if (environment != null) {
            given.add("--railway-environment");
        }
        if (url != null) {
            given.add("--railway-url");
        }
        return given;
    }

    @Override
    public Opening check(Asked asked, List<String> wrong) {
        if (environment == null) {
            wrong.add("--adapter railway needs --railway-environment ID");
        }
        if (asked.targets().isEmpty()) {
            wrong.add("--adapter railway needs --target REGION/SERVICE=SERVICE_ID@RAILWAY_REGION");
        }
        Map<TargetId, RailwayService> services = new HashMap<>();
        asked.targets().forEach((id, what) -> {
            try {
                services.put(id, RailwayService.parse(what));
            } catch (IllegalArgumentException e) {
                wrong.add("--target " + id + "=" + what + ": " + e.getMessage());
            }
        });
        String token = asked.environment().getOrDefault(TOKEN, "").strip();
        if (token.isEmpty()) {
            wrong.add("--adapter railway needs " + TOKEN
                    + " in the environment: a project token, made in the project's " + "settings at Railway");
        }
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        URI api = url == null ? RailwayConfig.PUBLIC_API : url;
        RailwayConfig config = new RailwayConfig(api, token, environment, services, RailwayConfig.TIMEOUT);
        return () -> new Opened(
                new RailwayTarget(config),
                Leadership.ALONE,
                "scales " + services.keySet() + " in environment " + environment + " at " + api,
                () -> {});
    }
}
