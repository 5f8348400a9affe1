package io.blackroad.producer.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Ends connections on which a request drips in: bytes keep coming, so they are not idle, but nothing ever goes out.
 * Headers and body of a request, and the wait for its answer, have one time together. A connection between two requests,
 * or one that is being answered, is left alone.
 */
final class SlowRequests implements Connection.Listener {
    private final long limitNanos;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

    /** Where a connection stood when it last was quiet. */
    private static final class Progress {
        private long bytesIn;
        private long bytesOut;
        private long since;
    }

    SlowRequests(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Progress());
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    int size() {
        return open.size();
    }

    /** Looks at all connections; called again and again, with nanoseconds of any origin. */
    void sweep(long now) {
        open.forEach((connection, progress) -> {
            long in = connection.getBytesIn();
            long out = connection.getBytesOut();
            if (out != progress.bytesOut || in == progress.bytesIn || progress.since == 0) {
                progress.bytesIn = out != progress.bytesOut ? in : progress.bytesIn;
                progress.bytesOut = out;
                progress.since = now;
            } else if (now - progress.since > limitNanos) {
                open.remove(connection);
                connection.getEndPoint().close();
            }
        });
    }
}
