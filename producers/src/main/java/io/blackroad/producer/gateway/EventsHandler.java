package io.blackroad.producer.gateway;

import io.blackroad.access.Caller;
import io.blackroad.access.Pass;
import io.blackroad.topic.TraceContext;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/events}, in front of whatever else the server has. No thread waits for a body or for the broker: the
 * body is read as it comes, and the answer is written by whoever learns how the last fact ended.
 */
final class EventsHandler extends Handler.Wrapper {
    static final String PATH = "/v1/events";

    private static final Logger LOG = LoggerFactory.getLogger(EventsHandler.class);

    private final GatewayLimits limits;
    private final LogFollower follower;
    private final Acceptance acceptance;
    private final BodyReader bodies;
    private final GatewayMeters meters;

    EventsHandler(GatewayLimits limits, LogFollower follower, Acceptance acceptance, GatewayMeters meters) {
        this.limits = limits;
        this.follower = follower;
        this.acceptance = acceptance;
        this.bodies = new BodyReader(limits.maxFacts());
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!PATH.equals(Request.getPathInContext(request))) {
            return super.handle(request, response, callback);
        }
        Exchange exchange = new Exchange(request, response, callback);
        meters.began();
        try {
            requireTakeable(request);
            Caller writer = Pass.of(request).caller();
            FactWriters writers = requireReady();
            new BodyCollector(request, limits.maxBodyBytes(), new BodyCollector.Receiver() {
                        @Override
                        public void received(byte[] body) {
                            exchange.take(body, writer, writers);
                        }

                        @Override
                        public void failed(Rejection why) {
                            exchange.refuse(why, true);
                        }
                    })
                    .read();
        } catch (RejectedException e) {
            // What is left of the body is not worth reading, so the connection ends with the answer.
            exchange.refuse(e.rejection(), true);
        }
        return true;
    }

    private void requireTakeable(Request request) throws RejectedException {
        if (!HttpMethod.POST.is(request.getMethod())) {
            throw new RejectedException(
                    ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not allowed here; POST is");
        }
        if (request.getLength() > BodyCollector.mostRead(limits.maxBodyBytes())) {
            throw Gunzip.tooLarge(limits.maxBodyBytes());
        }
        BodyKind.require(header(request, "content-type"));
    }

    private FactWriters requireReady() throws RejectedException {
        Optional<FactWriters> writers = follower.writers();
        if (writers.isEmpty()) {
            throw new RejectedException(Rejection.of(
                            ProblemType.NOT_READY,
                            "the gateway waits for " + follower.waitsFor().orElse("nothing any more")
                                    + "; send it again")
                    .retryAfter(2));
        }
        return writers.get();
    }

    private static String header(Request request, String name) {
        return request.getHeaders().get(name);
    }

    /** One request on its way to its answer, which is given once. */
    private final class Exchange {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final long beganAt = System.nanoTime();
        private final AtomicBoolean answered = new AtomicBoolean();

        Exchange(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void take(byte[] body, Caller writer, FactWriters writers) {
            try {
                String encoding = header(request, "content-encoding");
                byte[] plain = Gunzip.decoded(body, encoding, limits.maxBodyBytes());
                var items = bodies.read(plain, name -> header(request, name));
                acceptance.take(
                        items,
                        writer,
                        writers,
                        new RequestTally(
                                items.size(), PATH, header(request, TraceContext.HEADER), meters, this::answer));
            } catch (RejectedException e) {
                refuse(e.rejection(), false);
            } catch (RuntimeException e) {
                LOG.error("a request could not be taken", e);
                refuse(Rejection.of(ProblemType.INTERNAL, "the gateway failed; its log says why"), true);
            }
        }

        void refuse(Rejection why, boolean last) {
            meters.rejected(why.type());
            if (last) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            if (why.type() == ProblemType.METHOD_NOT_ALLOWED) {
                response.getHeaders().put(HttpHeader.ALLOW, "POST");
            }
            answer(Answer.refused(why, PATH));
        }

        private void answer(Answer answer) {
            if (!answered.compareAndSet(false, true)) {
                return;
            }
            meters.answered(answer.status(), System.nanoTime() - beganAt);
            write(answer, response, callback);
        }
    }

    static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
