package io.blackroad.infra.bench.gateway;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection that is kept. It understands just enough HTTP to cost the machine little beside what it measures. */
final class LoadConnection implements AutoCloseable {
    private static final String LENGTH = "content-length: ";
    private static final String ACCEPTED = "\"accepted\":";

    private final Socket socket;
    private final InputStream in;
    private final byte[] line = new byte[1_024];

    LoadConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 4_096);
    }

    /** Sends a request and reads its answer; facts accepted, or -1 when it was refused. */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = readLine();
        int length = 0;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()));
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
        if (!status.startsWith("HTTP/1.1 202")) {
            return -1;
        }
        int from = body.indexOf(ACCEPTED) + ACCEPTED.length();
        return Integer.parseInt(body.substring(from, body.indexOf(',', from)));
    }

    private String readLine() throws IOException {
        int count = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the gateway hung up");
            }
            if (next != '\r' && count < line.length) {
                line[count++] = (byte) next;
            }
        }
        return new String(Arrays.copyOf(line, count), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
