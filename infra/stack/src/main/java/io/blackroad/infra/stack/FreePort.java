package io.blackroad.infra.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1. A free port is only free until somebody takes it, so what is found here is used at once. Ports are
 * looked for below the range from which the system numbers outgoing connections, which would take them by chance.
 */
public final class FreePort {
    static final String HOST = "127.0.0.1";
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    /** Processes that look at the same time start at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % COUNT));

    private FreePort() {}

    /** A port that nobody listens on, and that this process has not been given lately. */
    public static int find() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StackException("no port from " + FIRST + " to " + (FIRST + COUNT - 1) + " of " + HOST + " is free");
    }

    /** Whether one could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The port itself, or a free one for 0.
     *
     * @param owner who wants it, for the message
     * @throws StackException if the port is taken; the message names it
     */
    static int orFree(int port, String owner) {
        if (port == 0) {
            return find();
        }
        if (!isFree(port)) {
            throw new StackException("port " + port + " of " + HOST + ", wanted by the " + owner
                    + ", is taken by another program; stop that program or choose another port (0 takes a free one)");
        }
        return port;
    }
}
