package io.blackroad.infra.cli.memory;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.sink.memory.CacheConfig;
import io.blackroad.sink.memory.KafkaChanges;
import io.blackroad.sink.memory.MemoryChanges;
import io.blackroad.sink.memory.MemoryKey;
import java.util.Collection;
import org.apache.kafka.common.KafkaException;

/** Tells processes that keep copies what a command has changed; failing that, tells people how long copies live. */
final class Telling {
    private final Surroundings surroundings;

    Telling(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void changed(Settings settings, Collection<MemoryKey> keys) {
        String writer = "scale-" + ProcessHandle.current().pid();
        try (MemoryChanges changes = new KafkaChanges(
                Memories.kafka(settings), Registries.askingOnce(settings), writer, surroundings.clock())) {
            changes.tell(keys.stream().map(MemoryKey::redisName).toList());
            changes.flush();
        } catch (KafkaException e) {
            surroundings
                    .err()
                    .println("done, but nobody could be told (" + e.getMessage()
                            + "): processes that keep copies use them for up to "
                            + CacheConfig.DEFAULT.maxAge().toSeconds() + " s");
        }
    }
}
