package io.blackroad.infra.cli.config;

import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.RegistrySettings;

/** Schema registries as the settings name them. */
public final class Registries {
    private Registries() {}

    /** A client with the settings' address and credentials. */
    public static RegistryClient client(Settings settings) {
        RegistrySettings plain = RegistrySettings.of(settings.registryUrl());
        return new RegistryClient(
                settings.registryUser().isEmpty()
                        ? plain
                        : plain.withBasicAuth(settings.registryUser(), settings.registryPassword()));
    }
}
