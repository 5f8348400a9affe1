package io.blackroad.infra.cli.config;

import io.blackroad.infra.cli.Surroundings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that talks to Kafka and the schema registry itself. */
public final class ClusterOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka (default: that of the running stack, else 127.0.0.1:9092).")
    private String bootstrapServers;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema registry (default: that of the running stack, else "
                    + "http://127.0.0.1:8081/apis/ccompat/v7).")
    private String registryUrl;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Settings of every Kafka client, security above all, as Kafka's own tools read them.")
    private String kafkaConfig;

    @Mixin
    private final SettingsOptions settings;

    public ClusterOptions(Surroundings surroundings) {
        this.settings = new SettingsOptions(surroundings);
    }

    /**
     * The settings, these flags and {@code more} included.
     *
     * @throws SettingsException if any is wrong
     */
    public Settings settings(Flags more) {
        return settings.settings(more.with(Setting.BOOTSTRAP_SERVERS, bootstrapServers, "--bootstrap-servers")
                .with(Setting.REGISTRY_URL, registryUrl, "--registry-url")
                .with(Setting.KAFKA_CONFIG, kafkaConfig, "--kafka-config"));
    }
}
