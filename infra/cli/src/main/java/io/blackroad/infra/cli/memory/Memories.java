package io.blackroad.infra.cli.memory;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.MemorySettings;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.sink.memory.KafkaSettings;
import io.blackroad.sink.memory.MemoryConfig;
import io.blackroad.sink.memory.state.MemorySinkConfig;

/** Memories and their sinks as the settings describe them. */
public final class Memories {
    private Memories() {}

    /** @throws CommandFailure if no shards are named */
    public static MemoryConfig config(Settings settings) {
        MemorySettings memory = settings.memory();
        if (memory.shards().isEmpty()) {
            throw new CommandFailure(
                    "no shards of the memory are known: start them with ./scale.sh up, or name Redis servers "
                            + "with --shards HOST:PORT,... or the setting memory.shards");
        }
        return new MemoryConfig(memory.shards(), memory.user(), memory.password(), memory.tls(), memory.timeout());
    }

    public static KafkaSettings kafka(Settings settings) {
        return new KafkaSettings(settings.bootstrapServers(), settings.kafka());
    }

    public static MemorySinkConfig sink(Settings settings, String name) {
        return MemorySinkConfig.of(kafka(settings), name)
                .withTtl(settings.memory().ttl());
    }
}
