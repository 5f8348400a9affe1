package io.blackroad.infra.system.soak;

import io.blackroad.infra.system.fleet.OwnThread;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Connections that begin a request and are then only held, or get a byte now and then. What comes back is read and forgotten. */
public final class HeldConnections implements AutoCloseable {
    private static final int SELECT_MILLIS = 100;
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_TO = STATUS_FROM + 3;
    private static final String NOTHING = "no answer";

    private final List<SocketChannel> channels = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Selector selector = Selector.open();
    private final OwnThread thread = new OwnThread("held-connections", this::drain);
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16);
    private int closed;
    private int refused;

    /** @param beginning of the request of each connection */
    public HeldConnections(URI server, int count, IntFunction<String> beginning) throws IOException {
        for (int i = 0; i < count; i++) {
            try {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
                channel.write(ByteBuffer.wrap(beginning.apply(i).getBytes(StandardCharsets.US_ASCII)));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                channels.add(channel);
                answers.merge(NOTHING, 1, Integer::sum);
            } catch (IOException e) {
                refused++;
            }
        }
        thread.start();
    }

    private void drain() {
        try {
            while (!thread.isEnding()) {
                selector.select(SELECT_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    read(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new IllegalStateException("connections cannot be waited for", e);
        }
    }

    private void read(SelectionKey key) {
        bytes.clear();
        try {
            if (((SocketChannel) key.channel()).read(bytes) < 0) {
                close(key);
            } else if (key.attachment() == null && bytes.position() >= STATUS_TO) {
                byte[] status = new byte[STATUS_TO - STATUS_FROM];
                bytes.get(STATUS_FROM, status);
                key.attach(new String(status, StandardCharsets.US_ASCII));
                count(key.attachment().toString());
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private synchronized void count(String status) {
        answers.merge(status, 1, Integer::sum);
        answers.merge(NOTHING, -1, Integer::sum);
    }

    private synchronized void close(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
        closed++;
    }

    /** Sends one more byte on each that is open. */
    public void drip() {
        for (SocketChannel channel : channels) {
            try {
                if (channel.isOpen()) {
                    channel.write(ByteBuffer.wrap(new byte[] {' '}));
                }
            } catch (IOException e) {
                // The other side closed it, which the reader counts.
            }
        }
    }

    /** How many were answered with what. */
    public synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** How many the server closed. */
    public synchronized int closed() {
        return closed;
    }

    /** How many it did not let in. */
    public int refused() {
        return refused;
    }

    @Override
    public void close() throws IOException {
        thread.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
