package io.blackroad.infra.cli.config;

import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.RegistrySettings;
import java.time.Duration;

/** Schema registries as the settings name them. */
public final class Registries {
    private static final Duration ONCE = Duration.ofSeconds(5);

    private Registries() {}

    /** A client with the settings' address and credentials. */
    public static RegistryClient client(Settings settings) {
        return new RegistryClient(registrySettings(settings));
    }

    /** One that asks once: for somebody who waits, "not now" is an answer. */
    public static RegistryClient askingOnce(Settings settings) {
        return new RegistryClient(registrySettings(settings).withPatience(ONCE, 1, ONCE));
    }

    private static RegistrySettings registrySettings(Settings settings) {
        RegistrySettings plain = RegistrySettings.of(settings.registryUrl());
        return settings.registryUser().isEmpty()
                ? plain
                : plain.withBasicAuth(settings.registryUser(), settings.registryPassword());
    }
}
