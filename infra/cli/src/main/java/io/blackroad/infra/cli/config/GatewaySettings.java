package io.blackroad.infra.cli.config;

/**
 * What the gateway can be told.
 *
 * @param port port that it listens on when it runs alone
 * @param factsPerSecond facts a second that one agent may send for long
 * @param newAgentsPerMinute agents a minute that may turn up for the first time
 * @param maxAgents agents known at a time
 */
public record GatewaySettings(int port, int factsPerSecond, int newAgentsPerMinute, int maxAgents) {

    static GatewaySettings of(SettingParser parser) {
        return new GatewaySettings(
                parser.integer(Setting.GATEWAY_PORT, 0, 65_535),
                parser.integer(Setting.GATEWAY_AGENT_RATE, 1, 1_000_000),
                parser.integer(Setting.GATEWAY_NEW_AGENTS, 1, 100_000_000),
                parser.integer(Setting.GATEWAY_MAX_AGENTS, 1, 100_000_000));
    }
}
