package io.blackroad.infra.stack.fault;

import io.blackroad.infra.stack.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A network between two processes that can be spoilt: bytes pass through it, or do not. What was held back arrives later,
 * in order, as it does when a real network comes back before the connection is given up.
 */
public final class Relay implements AutoCloseable {
    private static final int BUFFER = 16 << 10;
    private static final long LOOK_NANOS = 5_000_000;
    private static final String HOST = "127.0.0.1";

    /** What becomes of bytes. */
    public enum Line {
        OPEN,
        /** Nothing arrives on either side, and nobody is told. */
        SILENT,
        /** What the server says does not arrive. */
        ONE_WAY,
        /** Ten thousand bytes a second and connection, each way: less than an instance of the fleet of these tests needs. */
        SLOW,
        /** Connections are reset, new ones too. */
        CUT
    }

    private static final int SLOW_BYTES_A_SECOND = 10_000;

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Line line = Line.OPEN;
    private volatile boolean closed;

    public Relay(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(FreePort.find(), 50, InetAddress.getByName(HOST));
        start("relay-to-" + target, this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The port that it passes everything on to. */
    int target() {
        return target;
    }

    public void set(Line wanted) {
        line = wanted;
        if (wanted == Line.CUT) {
            sockets.forEach(Relay::reset);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                if (line == Line.CUT) {
                    reset(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // Closed, or the server does not listen now: the client sees the same.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket onward;
        try {
            onward = new Socket(HOST, target);
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        sockets.add(client);
        sockets.add(onward);
        start("relay-up", () -> pump(client, onward, true));
        start("relay-down", () -> pump(onward, client, false));
    }

    private void pump(Socket from, Socket to, boolean up) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitPassage(up, count);
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side is gone; closing tells the other.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitPassage(boolean up, int bytes) {
        if (line == Line.SLOW) {
            LockSupport.parkNanos(1_000_000_000L * bytes / SLOW_BYTES_A_SECOND);
        }
        while (!closed && (line == Line.SILENT || line == Line.ONE_WAY && !up)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Gone already.
        }
        quietly(socket);
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is to be gone.
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        quietly(server);
        sockets.forEach(Relay::quietly);
    }
}
