package io.blackroad.infra.stack.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network of the tests does what its lines say, against a server that says back what it is told. */
class RelayTest {
    private static final int NO_ANSWER_MILLISECONDS = 300;
    private static final int PATIENCE_MILLISECONDS = 20_000;

    private ServerSocket server;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Thread echo = new Thread(this::echo, "echo");
        echo.setDaemon(true);
        echo.start();
        relay = new Relay(server.getLocalPort());
    }

    private void echo() {
        try (Socket socket = server.accept()) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The test is over.
        }
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void passesWhatIsSaidAndHoldsItBackWhileItIsSilent() throws IOException {
        for (Relay.Line line : new Relay.Line[] {Relay.Line.SILENT, Relay.Line.ONE_WAY}) {
            stop();
            start();
            try (Socket client = connected()) {
                assertThat(said(client, 1)).isEqualTo(1);
                relay.set(line);
                client.setSoTimeout(NO_ANSWER_MILLISECONDS);
                assertThatThrownBy(() -> said(client, 2)).as("%s", line).isInstanceOf(SocketTimeoutException.class);
                relay.set(Relay.Line.OPEN);
                client.setSoTimeout(PATIENCE_MILLISECONDS);
                assertThat(client.getInputStream().read()).isEqualTo(2);
            }
        }
    }

    @Test
    void cutItResetsWhoIsThereAndWhoComes() throws IOException {
        try (Socket client = connected()) {
            assertThat(said(client, 1)).isEqualTo(1);
            relay.set(Relay.Line.CUT);
            assertThatThrownBy(() -> assertThat(client.getInputStream().read()).isNotNegative())
                    .isInstanceOfAny(SocketException.class, AssertionError.class);
        }
        assertThatThrownBy(() -> {
                    try (Socket late = connected()) {
                        assertThat(said(late, 2)).isEqualTo(2);
                    }
                })
                .isInstanceOfAny(SocketException.class, AssertionError.class);
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", relay.port());
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        return socket;
    }

    private static int said(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
        return socket.getInputStream().read();
    }
}
