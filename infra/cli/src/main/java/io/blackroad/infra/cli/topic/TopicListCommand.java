package io.blackroad.infra.cli.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics list}. */
@Command(
        name = "list",
        header = "The catalogue: every topic with its key and its schema. Asks no cluster.",
        footer = {"", "Example: ./scale.sh topics list --json"})
public final class TopicListCommand implements Callable<Integer> {
    private static final String ROW = "%-36s %10s  %-8s %-20s %s";

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public TopicListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    @Override
    public Integer call() {
        Partitions partitions = settings.settings(new Flags()).partitions();
        if (json) {
            surroundings.out().println(asJson(partitions));
            return ExitCode.DONE;
        }
        print("topic", "partitions", "kept", "key", "schema");
        for (Topic<?> topic : Topics.all()) {
            print(
                    topic.name(),
                    partitions.of(topic),
                    kept(topic),
                    topic.key(),
                    schema(topic) == null ? "-" : schema(topic));
        }
        return ExitCode.DONE;
    }

    private void print(Object... cells) {
        surroundings.out().println(String.format(Locale.ROOT, ROW, cells));
    }

    private static ArrayNode asJson(Partitions partitions) {
        ArrayNode topics = new ObjectMapper().createArrayNode();
        for (Topic<?> topic : Topics.all()) {
            topics.addObject()
                    .put("topic", topic.name())
                    .put("partitions", partitions.of(topic))
                    .put("kept", kept(topic))
                    .put("key", topic.key())
                    .put("schema", schema(topic))
                    .put("subject", topic.type() == null ? null : topic.subject());
        }
        return topics;
    }

    private static String kept(Topic<?> topic) {
        return topic.retention() == null ? "newest" : topic.retention().toDays() + "d";
    }

    /** Null for bytes that are kept as they came. */
    private static String schema(Topic<?> topic) {
        return topic.type() == null ? null : topic.type().getName();
    }
}
