package io.blackroad.infra.cli.config;

import picocli.CommandLine.Option;

/** What every command takes that runs an HTTP gateway. */
public final class GatewayOptions {
    @Option(
            names = "--agent-rate",
            paramLabel = "N",
            description = "Facts a second that an agent may send over HTTP for long (default: 100).")
    private String agentRate;

    @Option(
            names = "--new-agents",
            paramLabel = "N",
            description = "Agents a minute that may turn up over HTTP for the first time (default: 10000).")
    private String newAgents;

    /** The same flags with these added. */
    public Flags addedTo(Flags flags) {
        return flags.with(Setting.GATEWAY_AGENT_RATE, agentRate, "--agent-rate")
                .with(Setting.GATEWAY_NEW_AGENTS, newAgents, "--new-agents");
    }
}
