package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.producer.gateway.Gateway;
import io.blackroad.producer.gateway.GatewayConfig;
import io.blackroad.producer.gateway.GatewayDocument;
import io.blackroad.producer.gateway.GatewayLimits;
import io.blackroad.producer.sdk.InvalidSettingsException;
import io.blackroad.streams.query.Extension;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/** Gateways as the settings describe them. */
final class Gateways {
    private Gateways() {}

    static GatewayConfig config(Settings settings) {
        GatewayLimits limits = GatewayLimits.defaults()
                .withFactsPerSecond(settings.gateway().factsPerSecond())
                .withAgents(
                        settings.gateway().newAgentsPerMinute(),
                        settings.gateway().maxAgents());
        return new GatewayConfig(settings.bootstrapServers(), settings.access(), limits, settings.kafka());
    }

    /** A gateway on the port of another server. */
    static Extension extension(Settings settings, MeterRegistry meters) {
        return new OnAnotherPort(started(settings, meters));
    }

    private static Gateway started(Settings settings, MeterRegistry meters) {
        try {
            return Gateway.start(config(settings), Registries.client(settings), meters);
        } catch (InvalidSettingsException | KafkaException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private record OnAnotherPort(Gateway gateway) implements Extension {
        @Override
        public Handler.Wrapper handler() {
            return gateway.handler();
        }

        @Override
        public String openapi() {
            return GatewayDocument.standalone();
        }

        @Override
        public void guard(Server server) {
            gateway.guard(server);
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
