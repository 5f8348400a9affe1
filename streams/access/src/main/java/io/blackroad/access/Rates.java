package io.blackroad.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast each may ask: each token, and each address for what comes without one. This machine's own address is not
 * limited. The buckets are bounded; who comes after that many others begins with a full one.
 */
final class Rates {
    static final int MOST = 10_000;

    private static final int NETWORK_BYTES = 8;

    private final int perSecond;
    private final LongSupplier nanos;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MOST;
        }
    };

    Rates(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** @throws RefusedException if the caller has asked too much */
    void admit(Caller caller) throws RefusedException {
        take("token " + caller.name(), "a token");
    }

    /** @throws RefusedException if too much came from the address */
    void admit(SocketAddress from) throws RefusedException {
        Optional<String> network = network(from);
        if (network.isPresent()) {
            take("address " + network.get(), "an address without a token");
        }
    }

    private void take(String key, String who) throws RefusedException {
        int wait = waitFor(key);
        if (wait > 0) {
            throw new RefusedException(
                    AccessProblem.RATE_LIMITED,
                    who + " may ask " + perSecond + " times a second, twice as often at once; wait, or follow "
                            + "/v1/events/stream",
                    wait);
        }
    }

    private synchronized int waitFor(String key) {
        long now = nanos.getAsLong();
        TokenBucket bucket = buckets.computeIfAbsent(key, any -> new TokenBucket(perSecond, 2.0 * perSecond, now));
        return bucket.take(now) ? 0 : bucket.secondsUntilNext();
    }

    synchronized int size() {
        return buckets.size();
    }

    /** Whoever has one address of IPv6 has the whole network of 64 bits. Empty for this machine. */
    private static Optional<String> network(SocketAddress from) {
        if (!(from instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return Optional.of("unknown");
        }
        InetAddress address = socket.getAddress();
        if (address.isLoopbackAddress()) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES))));
    }
}
