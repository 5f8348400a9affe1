package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.memory.Memories;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.RedisBinary;
import io.blackroad.infra.stack.StackException;
import io.blackroad.sink.memory.ShardedMemory;
import io.blackroad.sink.memory.state.MemorySink;
import java.time.Clock;
import java.util.Optional;

/**
 * The agents' memory: a Redis server a shard, and the sink of states inside this process. The setting {@code memory.shards} names
 * the servers once they answer.
 */
final class MemoryPart implements EmbeddedPart {
    private static final String NAME = "memory";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Moment moment() {
        return Moment.AFTER_FLEET;
    }

    @Override
    public Optional<Part> start(Stack stack) {
        if (RedisBinary.find().isEmpty()) {
            stack.steps().say(String.format("%-10s left out: %s", NAME, RedisBinary.missing()));
            return Optional.empty();
        }
        Steps.Step step = stack.steps().begin(NAME, "starting Redis servers");
        RedisShards shards;
        try {
            shards = RedisShards.start(stack.folderOf(NAME));
        } catch (StackException e) {
            // Nothing decides by it; the fleet goes on without.
            stack.steps().say(String.format("%-10s left out: %s", NAME, e.getMessage()));
            return Optional.empty();
        }
        stack.change(settings -> settings.withStores(settings.memory().at(shards.servers()), settings.vectors()));
        step.done(shards.servers().size() + " shards on " + shards.servers().get(0) + " and on");
        return Optional.of(running(stack.settings(), shards));
    }

    private static Part running(Settings settings, RedisShards shards) {
        ShardedMemory memory = new ShardedMemory(Memories.config(settings));
        MemorySink sink = new MemorySink(
                Memories.sink(settings, "memory-up"), Registries.client(settings), memory, Clock.systemUTC());
        sink.start();
        return Part.here(NAME, () -> shards.failure().or(() -> sink.failure().map(Throwable::getMessage)), () -> {
            sink.close();
            memory.close();
            shards.close();
        });
    }
}
