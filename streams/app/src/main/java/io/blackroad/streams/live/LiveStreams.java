package io.blackroad.streams.live;

import io.blackroad.access.Pass;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET /v1/events/stream}: all readers of the stream. It stands in front of the routes and takes a question only if
 * it is one that it can answer; the route behind it says what is wrong with all others.
 */
public final class LiveStreams extends Handler.Wrapper implements AutoCloseable {
    public static final String PATH = "/v1/events/stream";

    /** Readers at once: each has a connection and at most one text that is being written. */
    public static final int MAX_READERS = 256;

    /** Marks questions between instances, which the route answers. */
    public static final String HOP_HEADER = "BlackRoad-Hop";

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveFleet fleet;
    private final Runnable arrival;
    private final Set<StreamReader> readers = ConcurrentHashMap.newKeySet();
    /** Given out before a reader is made: of many that come at once none may slip in beyond the limit. */
    private final Semaphore places = new Semaphore(MAX_READERS);

    private volatile boolean closed;

    /**
     * @param run names this process's memory of the fleet, in letters and digits
     * @param arrival called when a reader comes
     */
    public LiveStreams(String run, Runnable arrival) {
        this.fleet = new LiveFleet(run);
        this.arrival = arrival;
    }

    /** Shows a view of the fleet to all readers that still may see it. */
    public void show(View view) {
        fleet.add(view);
        readers.forEach(this::tell);
    }

    private void tell(StreamReader reader) {
        if (reader.isLetIn()) {
            reader.tell();
        } else {
            reader.close();
            leave(reader);
        }
    }

    private void leave(StreamReader reader) {
        if (readers.remove(reader)) {
            places.release();
        }
    }

    /** Says that nothing will be shown until the next reader comes. */
    public void rest() {
        fleet.rest();
    }

    /** Readers that there are. */
    public int readers() {
        return readers.size();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean own = PATH.equals(Request.getPathInContext(request))
                && HttpMethod.GET.is(request.getMethod())
                && request.getHttpURI().getQuery() == null
                && !request.getHeaders().contains(HOP_HEADER);
        if (!own || closed || !places.tryAcquire()) {
            return super.handle(request, response, callback);
        }
        StreamReader reader;
        try {
            reader = begin(request, response, callback);
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        readers.add(reader);
        reader.greet();
        if (closed) {
            // It may have come too late for close() to find it.
            reader.close();
            leave(reader);
        }
        arrival.run();
        return true;
    }

    private StreamReader begin(Request request, Response response, Callback callback) {
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, "text/event-stream"));
        response.getHeaders().put(new HttpField(HttpHeader.CACHE_CONTROL, "no-store"));
        // Proxies that gather a response until it is whole would never pass this one on.
        response.getHeaders().put("X-Accel-Buffering", "no");
        long round = fleet.roundOf(request.getHeaders().get(LAST_EVENT_ID));
        return new StreamReader(fleet, round, Pass.of(request)::holds, response, callback, this::leave);
    }

    @Override
    public void close() {
        closed = true;
        readers.forEach(StreamReader::close);
        readers.clear();
    }
}
