package io.blackroad.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests whose whole answer, body included, is there within a time or counts as failed. */
public final class JsonHttp {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout for one request and its answer */
    public JsonHttp(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @throws UncheckedIOException if none came in time; the request may have been carried out all the same
     */
    public JsonReply send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        String what = request.method() + " " + request.uri().getScheme() + "://"
                + request.uri().getRawAuthority() + request.uri().getRawPath();
        try {
            HttpResponse<byte[]> answer = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new JsonReply(
                    answer.statusCode(),
                    RetryAfter.of(answer.headers().firstValue("Retry-After").orElse("")),
                    parsed(answer.body()));
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw failed(what + " was not answered within " + timeout, e);
        } catch (ExecutionException e) {
            throw failed(what + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw failed(what + " was interrupted", e);
        }
    }

    private static UncheckedIOException failed(String what, Throwable cause) {
        return new UncheckedIOException(new IOException(what, cause));
    }

    /** Not every answer is JSON; whoever needs it sees that it is missing. */
    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode found = JSON.readTree(body);
            return found == null ? MissingNode.getInstance() : found;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
