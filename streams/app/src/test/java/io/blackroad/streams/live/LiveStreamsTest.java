package io.blackroad.streams.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.access.AccessHandler;
import io.blackroad.access.AccessSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers over real connections. */
class LiveStreamsTest {
    private static final int AGENTS = 30_000;

    private final AtomicInteger arrivals = new AtomicInteger();
    private final LiveStreams streams = new LiveStreams("run", arrivals::incrementAndGet);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private volatile Runnable whileAnswering = () -> {};
    private int round;

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        // As small as the system allows, so that a reader that does not read is noticed soon.
        connector.setAcceptedSendBufferSize(4_096);
        // On a busy machine a reader that does not read may well do so for longer than the usual half minute.
        connector.setIdleTimeout(300_000);
        server.addConnector(connector);
        streams.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Response.writeError(request, response, callback, 418);
                return true;
            }
        });
        AccessHandler access = new AccessHandler(AccessSettings.none(), new SimpleMeterRegistry());
        access.setHandler(new Handler.Wrapper(streams) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return super.handle(
                        request,
                        new Response.Wrapper(request, response) {
                            @Override
                            public HttpFields.Mutable getHeaders() {
                                whileAnswering.run();
                                return super.getHeaders();
                            }
                        },
                        callback);
            }
        });
        server.setHandler(access);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        streams.close();
        server.stop();
    }

    private final class Reader implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader in;
        final PageModel page = new PageModel();

        Reader(String lastEventId) throws IOException {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(20_000);
            socket.connect(
                    connector.getTransport() == null
                            ? null
                            : new java.net.InetSocketAddress("127.0.0.1", connector.getLocalPort()));
            String header = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            socket.getOutputStream()
                    .write(("GET " + LiveStreams.PATH + " HTTP/1.0\r\nHost: 127.0.0.1\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (!in.readLine().isEmpty()) {}
        }

        /** Reads events up to the next frame or delta. */
        void next() throws IOException {
            StringBuilder event = new StringBuilder();
            int events = page.events.size();
            while (page.events.size() == events
                    || !page.events.get(page.events.size() - 1).matches("frame|delta")) {
                String line = in.readLine();
                assertThat(line).as("the stream ended").isNotNull();
                if (!line.isEmpty()) {
                    event.append(line).append('\n');
                } else if (event.length() > 0) {
                    page.read(event.toString());
                    event.setLength(0);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** All loads jump, so each frame is a whole one. */
    private void show() {
        round++;
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            sights.add(new Sight(new Seat("a" + i, "r", "w"), SeatState.BUSY, 20 * (round % 5)));
        }
        streams.show(new View(Instant.ofEpochSecond(round), sights, Set.of(), List.of(), List.of()));
    }

    @Test
    void aNewReaderGetsEverythingAndThenEachRound() throws Exception {
        try (Reader reader = new Reader(null)) {
            await().untilAtomic(arrivals, org.hamcrest.Matchers.equalTo(1));
            show();
            reader.next();
            assertThat(reader.page.agents()).hasSize(AGENTS);
            assertThat(reader.page.lastEventId).isEqualTo("run.1");
            show();
            reader.next();
            assertThat(reader.page.lastEventId).isEqualTo("run.2");
            assertThat(reader.page.head.path("skipped").asInt()).isZero();
        }
    }

    @Test
    void aReaderThatComesBackGoesOnWhereItWas() throws Exception {
        show();
        show();
        show();
        try (Reader reader = new Reader("run.1")) {
            reader.next();
            assertThat(reader.page.events).doesNotContain("layout");
            assertThat(reader.page.lastEventId).isEqualTo("run.3");
            assertThat(reader.page.head.path("skipped").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aReaderThatDoesNotReadHoldsUpNobodyAndIsBroughtToTheNewestRound() throws Exception {
        try (Reader slow = new Reader(null);
                Reader quick = new Reader(null)) {
            await().until(() -> streams.readers() == 2);
            show();
            quick.next();
            int last = 1;
            while (last < 400) {
                show();
                quick.next();
                last++;
            }
            assertThat(quick.page.lastEventId).isEqualTo("run.400");
            long skipped = 0;
            while (!"run.400".equals(slow.page.lastEventId)) {
                slow.next();
                skipped += slow.page.head.path("skipped").asLong();
            }
            // What it got and what it missed is all there was; a start anew says nothing of what was before.
            assertThat(slow.page.events.stream()
                                    .filter(event -> event.equals("frame"))
                                    .count()
                            + skipped)
                    .isLessThanOrEqualTo(400);
            assertThat(slow.page.events).hasSizeLessThan(400);
            assertThat(slow.page.frame).isEqualTo(quick.page.frame);
        }
    }

    @Test
    void aReaderThatLeavesIsForgotten() throws Exception {
        try (Reader reader = new Reader(null)) {
            show();
            reader.next();
            assertThat(streams.readers()).isEqualTo(1);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            show();
            return streams.readers() == 0;
        });
    }

    @Test
    void readersBeyondTheLimitAreLeftToTheRoute() throws Exception {
        List<Reader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < LiveStreams.MAX_READERS; i++) {
                readers.add(new Reader(null));
            }
            await().until(() -> streams.readers() == LiveStreams.MAX_READERS);
            assertThat(status("GET " + LiveStreams.PATH)).contains("418");
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void ofThoseWhoComeAtOnceNoneSlipsInBeyondTheLimit() throws Exception {
        List<Reader> readers = new ArrayList<>();
        CountDownLatch goesOn = new CountDownLatch(1);
        AtomicBoolean begun = new AtomicBoolean();
        Thread last = new Thread(() -> {
            try {
                readers.add(new Reader(null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            for (int i = 0; i < LiveStreams.MAX_READERS - 1; i++) {
                readers.add(new Reader(null));
            }
            await().until(() -> streams.readers() == LiveStreams.MAX_READERS - 1);
            whileAnswering = () -> {
                if (begun.compareAndSet(false, true)) {
                    await().until(() -> goesOn.getCount() == 0);
                }
            };
            last.start();
            await().untilTrue(begun);
            assertThat(status("GET " + LiveStreams.PATH)).contains("418");
            goesOn.countDown();
            last.join();
            assertThat(streams.readers()).isEqualTo(LiveStreams.MAX_READERS);
        } finally {
            goesOn.countDown();
            last.join();
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void otherQuestionsAreLeftToTheRoute() throws Exception {
        assertThat(status("GET " + LiveStreams.PATH + "?known=x")).contains("418");
        assertThat(status("HEAD " + LiveStreams.PATH)).contains("418");
        assertThat(status("GET /v1/events")).contains("418");
    }

    @Test
    void closingEndsTheStreams() throws Exception {
        try (Reader reader = new Reader(null)) {
            await().until(() -> streams.readers() == 1);
            streams.close();
            while (reader.in.readLine() != null) {}
        }
        assertThat(status("GET " + LiveStreams.PATH)).contains("418");
    }

    @Test
    void aReaderThatComesWhileTheStreamsCloseIsEndedToo() throws Exception {
        whileAnswering = streams::close;
        try (Reader reader = new Reader(null)) {
            while (reader.in.readLine() != null) {}
        }
        // It is told that it ends before it is left out.
        await().until(() -> streams.readers() == 0);
    }

    private String status(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
