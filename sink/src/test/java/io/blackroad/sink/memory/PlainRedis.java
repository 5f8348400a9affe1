package io.blackroad.sink.memory;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/** What an operator does with redis-cli. */
final class PlainRedis implements AutoCloseable {
    private final RedisClient client;
    private final RedisCommands<String, String> commands;

    PlainRedis(String server) {
        this.client = RedisClient.create("redis://" + server);
        this.commands = client.connect().sync();
    }

    void flush() {
        commands.flushall();
    }

    RedisCommands<String, String> commands() {
        return commands;
    }

    @Override
    public void close() {
        client.shutdown(0, 2, java.util.concurrent.TimeUnit.SECONDS);
    }
}
