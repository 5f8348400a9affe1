package io.blackroad.sink.memory;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The connections of one process to all servers. */
final class Links implements AutoCloseable {
    private static final int THREADS = 2;

    /** Commands that may be on their way to one server; more are refused, since nobody waits for that many in time. */
    private static final int QUEUE = 20_000;

    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(0);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final MemoryConfig config;
    private final ClientResources resources;
    private final RedisClient client;
    private final Function<String, String> names;
    private final Map<String, RedisLink> links = new ConcurrentHashMap<>();

    Links(MemoryConfig config, Function<String, String> names) {
        this.config = config;
        this.names = names;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.exponential(Duration.ofMillis(20), LONGEST_RECONNECT, 2, TimeUnit.MILLISECONDS))
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP2)
                .requestQueueSize(QUEUE)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.timeout())
                        .tcpNoDelay(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
                .build());
    }

    /** The link to a server, as host:port. */
    RedisLink to(String server) {
        return links.computeIfAbsent(
                server, address -> new RedisLink(client, uri(address), address, names, System::nanoTime));
    }

    /**
     * What a command answered.
     *
     * @throws MemoryException if it failed
     */
    <T> T await(RedisLink link, CompletableFuture<T> answer) {
        try {
            // Connecting and answering have the timeout each; the rest is for a machine that is busy.
            return answer.get(config.timeout().toMillis() * 4, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MemoryException failure
                    ? failure
                    : new MemoryException("asking " + link.address() + " failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new ShardException(names.apply(link.address()), link.address(), "does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemoryException("interrupted while waiting for " + link.address(), e);
        }
    }

    private RedisURI uri(String address) {
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(MemoryConfig.host(address))
                .withPort(MemoryConfig.port(address))
                .withSsl(config.tls())
                .withTimeout(config.timeout());
        if (!config.user().isEmpty()) {
            uri.withAuthentication(config.user(), config.password().toCharArray());
        } else if (!config.password().isEmpty()) {
            uri.withPassword(config.password().toCharArray());
        }
        return uri.build();
    }

    @Override
    public void close() {
        client.shutdown(QUIET, CLOSE_LIMIT);
        resources
                .shutdown(QUIET.toMillis(), CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_LIMIT.toMillis());
    }
}
