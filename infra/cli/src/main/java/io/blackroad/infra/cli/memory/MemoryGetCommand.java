package io.blackroad.infra.cli.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.query.Fields;
import io.blackroad.sink.memory.AgentSnapshot;
import io.blackroad.sink.memory.MemoryKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code memory get}. */
@Command(
        name = "get",
        header = "Something that an agent remembers, or its latest state. Exit code 1 when there is nothing.",
        footer = {"", "Example: ./scale.sh memory get us-east-api-1-a1"})
public final class MemoryGetCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private final MemoryOptions memory;

    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent.")
    private String agent;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "What the agent calls it; without it, the latest state as the sink keeps it.")
    private String name;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Surroundings surroundings;

    public MemoryGetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.memory = new MemoryOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (name == null) {
            printState();
        } else {
            printValue();
        }
        surroundings.out().flush();
        return ExitCode.DONE;
    }

    private void printValue() {
        byte[] value = memory.with(memory.settings(new Flags()), shards -> shards.get(new MemoryKey(agent, name)))
                .orElseThrow(() -> new CommandFailure("agent " + agent + " remembers nothing called " + name));
        String text = new String(value, StandardCharsets.UTF_8);
        surroundings
                .out()
                .println(
                        json
                                ? JSON.createObjectNode()
                                        .put("agent", agent)
                                        .put("name", name)
                                        .put("value", text)
                                        .toString()
                                : text);
    }

    private void printState() {
        AgentSnapshot state = memory.with(memory.settings(new Flags()), shards -> shards.state(agent))
                .orElseThrow(() -> new CommandFailure("no state of agent " + agent
                        + " is kept: it was not heard of lately, or no ./scale.sh sink memory runs"));
        ObjectNode node = JSON.createObjectNode().put("agent", agent);
        state.parts().forEach((kind, part) -> node.set(kind, parsed(part)));
        if (json) {
            surroundings.out().println(node);
        } else {
            Fields.lines(node, "").forEach(surroundings.out()::println);
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode parsed(String part) {
        try {
            return JSON.readTree(part);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(part);
        }
    }
}
