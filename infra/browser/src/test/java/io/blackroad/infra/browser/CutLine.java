package io.blackroad.infra.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a server that can be cut: all its connections end at once, and new ones are let through again. */
final class CutLine implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    /** One connection, and all that went through it. */
    private static final class Connection {
        final Socket near;
        final Socket far;
        final ByteArrayOutputStream asked = new ByteArrayOutputStream();
        final ByteArrayOutputStream answered = new ByteArrayOutputStream();

        Connection(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void end() {
            try (near;
                    far) {
                near.setSoLinger(true, 0);
            } catch (IOException e) {
                // It has ended already.
                return;
            }
        }
    }

    CutLine(int port) throws IOException {
        this.port = port;
        start(this::letIn);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    void cut() {
        List<Connection> before = List.copyOf(connections);
        connections.clear();
        before.forEach(Connection::end);
    }

    /** What went through since the last cut over each connection on which a path was asked for, the answers last. */
    List<String> exchanges(String path) {
        return connections.stream()
                .filter(connection -> text(connection.asked).contains("GET " + path + " "))
                .map(connection -> text(connection.asked) + text(connection.answered))
                .toList();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void letIn() throws IOException {
        while (true) {
            Socket near = door.accept();
            Connection connection = new Connection(near, new Socket(InetAddress.getLoopbackAddress(), port));
            connections.add(connection);
            start(() -> pass(connection, near.getInputStream(), connection.far.getOutputStream(), connection.asked));
            start(() -> pass(connection, connection.far.getInputStream(), near.getOutputStream(), connection.answered));
        }
    }

    private static void pass(Connection connection, InputStream from, OutputStream to, ByteArrayOutputStream seen)
            throws IOException {
        byte[] bytes = new byte[64 * 1024];
        try {
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                seen.write(bytes, 0, read);
                to.write(bytes, 0, read);
                to.flush();
            }
        } finally {
            connection.end();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException e) {
                // Cut, which is what this is for.
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
