package io.blackroad.sink.memory;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One connection to one server, made when it is first needed and again whenever it breaks; the commands of all threads share
 * it and are on their way at the same time. After a command that was not answered in time the server is left alone for
 * {@value #REST_MILLISECONDS} ms, in which callers fail at once: one that hangs must not hold up everybody.
 */
final class RedisLink {
    private static final long REST_MILLISECONDS = 1_000;
    private static final long NANOS_A_MILLISECOND = 1_000_000;
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final RedisClient client;
    private final RedisURI uri;
    private final String address;
    private final Function<String, String> names;
    private final LongSupplier nanoTime;
    private CompletableFuture<StatefulRedisConnection<String, byte[]>> connection;
    private Throwable lastFailure;
    private long restsUntil;
    private boolean rests;

    /** @param names finds the shard's name by the address, for messages */
    RedisLink(RedisClient client, RedisURI uri, String address, Function<String, String> names, LongSupplier nanoTime) {
        this.client = client;
        this.uri = uri;
        this.address = address;
        this.names = names;
        this.nanoTime = nanoTime;
    }

    String address() {
        return address;
    }

    /**
     * Runs a script; the answer is a number, bytes or a list of these.
     *
     * @return fails with a {@link StaleLayoutException} or a {@link ShardException}
     */
    CompletableFuture<Object> eval(Script script, List<String> keys, List<byte[]> arguments) {
        String[] names = keys.toArray(String[]::new);
        byte[][] values = arguments.toArray(byte[][]::new);
        return ask(redis -> redis.<Object>evalsha(script.digest(), ScriptOutputType.MULTI, names, values)
                .exceptionallyCompose(failure -> cause(failure) instanceof RedisNoScriptException
                        ? redis.eval(script.text(), ScriptOutputType.MULTI, names, values)
                        : CompletableFuture.failedFuture(failure)));
    }

    CompletableFuture<List<KeyValue<String, byte[]>>> read(String... keys) {
        return ask(redis -> redis.mget(keys));
    }

    CompletableFuture<KeyScanCursor<String>> scan(ScanCursor from, int keys) {
        return ask(redis -> redis.scan(from, ScanArgs.Builder.limit(keys)));
    }

    CompletableFuture<String> report(String section) {
        return ask(redis -> redis.info(section));
    }

    private <T> CompletableFuture<T> ask(Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        return connected()
                .thenCompose(open -> command.apply(open.async()))
                .toCompletableFuture()
                .handle(this::translated)
                .thenCompose(answer -> answer);
    }

    private <T> CompletableFuture<T> translated(T answer, Throwable thrown) {
        if (thrown == null) {
            wakeUp();
            return CompletableFuture.completedFuture(answer);
        }
        Throwable failure = cause(thrown);
        if (failure instanceof MemoryException) {
            return CompletableFuture.failedFuture(failure);
        }
        if (failure instanceof RedisCommandExecutionException) {
            wakeUp();
            String said = failure.getMessage();
            return CompletableFuture.failedFuture(
                    StaleLayoutException.isSaidBy(said)
                            ? new StaleLayoutException(address, said)
                            : failed("refuses: " + said, failure));
        }
        if (failure instanceof RedisCommandTimeoutException) {
            rest(failure);
            return CompletableFuture.failedFuture(
                    failed("did not answer within " + uri.getTimeout().toMillis() + " ms", failure));
        }
        return CompletableFuture.failedFuture(failed("is down: " + reason(failure), failure));
    }

    private synchronized CompletionStage<StatefulRedisConnection<String, byte[]>> connected() {
        if (rests && nanoTime.getAsLong() - restsUntil < 0) {
            return CompletableFuture.failedFuture(
                    failed("is left alone for a moment: " + reason(lastFailure), lastFailure));
        }
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = client.connectAsync(CODEC, uri).toCompletableFuture();
            connection.whenComplete((open, failure) -> {
                if (failure != null) {
                    rest(cause(failure));
                }
            });
        }
        return connection;
    }

    private synchronized void rest(Throwable why) {
        rests = true;
        restsUntil = nanoTime.getAsLong() + REST_MILLISECONDS * NANOS_A_MILLISECOND;
        lastFailure = why;
    }

    private synchronized void wakeUp() {
        rests = false;
    }

    private ShardException failed(String what, Throwable why) {
        return new ShardException(names.apply(address), address, what, why);
    }

    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
