package io.blackroad.streams.query;

import io.blackroad.access.OwnToken;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks other instances. Each question carries the mark that it must not be passed on, so none can go in circles. */
final class PeerClient {
    private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);

    private static final long TELL_EVERY = Duration.ofMinutes(1).toNanos();

    private final AtomicLong toldAt = new AtomicLong();
    private final Duration timeout;
    private final OwnToken own;
    private final HttpClient http;

    /** @param own the token that other instances ask for */
    PeerClient(Duration timeout, OwnToken own) {
        this.timeout = timeout;
        this.own = own;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * The owner's answer, as it is.
     *
     * @throws ProblemException if it does not answer in time
     */
    Answer forward(Instance owner, Ask ask) {
        try {
            HttpResponse<byte[]> response = send(owner, ask).join();
            if (isRefused(response)) {
                refused(owner);
                throw unreachable(
                        owner, owner + " holds the answer and refuses this instance's token; its log says more");
            }
            Map<String, String> headers = response.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> Map.of("Retry-After", seconds))
                    .orElse(Map.of());
            String contentType = response.headers().firstValue("Content-Type").orElse("application/octet-stream");
            return new Answer(response.statusCode(), contentType, headers, response.body());
        } catch (CompletionException e) {
            LOG.debug("{} did not answer", owner, e);
            throw unreachable(
                    owner,
                    owner + " holds the answer and did not give one within " + timeout.toMillis()
                            + " ms; ask again, another instance takes over");
        }
    }

    private static boolean isRefused(HttpResponse<?> response) {
        return response.statusCode() == 401 || response.statusCode() == 403;
    }

    private static ProblemException unreachable(Instance owner, String detail) {
        return Problem.of(ProblemType.OWNER_UNREACHABLE, detail)
                .with("owner", owner.toString())
                .exception();
    }

    /** Starts to ask one instance for its part; nothing comes of one that fails or is not able to read its state. */
    <P extends Part> CompletableFuture<Optional<P>> part(Instance instance, Ask ask, Class<P> type) {
        return send(instance, ask)
                .thenApply(response -> read(instance, response, type))
                .exceptionally(failure -> {
                    LOG.debug("{} gave no part of {}", instance, ask.template(), failure);
                    return Optional.empty();
                });
    }

    /** Starts to ask several at once. */
    <P extends Part> List<CompletableFuture<Optional<P>>> parts(List<Instance> instances, Ask ask, Class<P> type) {
        return instances.stream().map(instance -> part(instance, ask, type)).toList();
    }

    private CompletableFuture<HttpResponse<byte[]>> send(Instance instance, Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(instance.url(ask.pathAndQuery()))
                .header(Ask.HOP_HEADER, "1")
                .timeout(timeout);
        own.authorization().ifPresent(token -> request.header("Authorization", token));
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <P extends Part> Optional<P> read(Instance instance, HttpResponse<byte[]> response, Class<P> type) {
        if (isRefused(response)) {
            refused(instance);
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            LOG.debug("{} answered {}", instance, response.statusCode());
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(response.body(), type));
        } catch (IOException e) {
            LOG.warn("{} answered what is no {}", instance, type.getSimpleName(), e);
            return Optional.empty();
        }
    }

    /** Said once a minute at most: it is asked every second. */
    private void refused(Instance instance) {
        long now = System.nanoTime();
        long last = toldAt.get();
        if ((last == 0 || now - last > TELL_EVERY) && toldAt.compareAndSet(last, now)) {
            LOG.error(
                    "{} refuses this instance's questions: give both the same access file, and this one a token of it "
                            + "with the role operate (token.file)",
                    instance);
        }
    }
}
