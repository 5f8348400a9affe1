package io.blackroad.producer.gateway;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a gateway writes beside a fact, for itself after a restart and for others: what the event is remembered by and
 * the number that it gave. Everybody else may ignore it.
 *
 * @param key identity of the event
 * @param number number that the gateway gave; (0, 0) when the agent gave its own
 * @param started whether the agent has started in this epoch
 */
record GatewayMark(EventKey key, FactNumber number, boolean started) {
    static final String HEADER = "blackroad-gateway";

    private static final int BYTES = 4 * Long.BYTES + 1;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(key.high())
                .putLong(key.low())
                .putLong(number.epoch())
                .putLong(number.sequence())
                .put((byte) (started ? 1 : 0))
                .array();
    }

    /** The mark among these headers, or null when no gateway wrote the fact. Longer ones of newer gateways will do. */
    static GatewayMark of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length < BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(header.value());
        return new GatewayMark(
                new EventKey(bytes.getLong(), bytes.getLong()),
                new FactNumber(bytes.getLong(), bytes.getLong()),
                bytes.get() != 0);
    }

    /** Whether the gateway numbered the fact. */
    boolean numbered() {
        return number.epoch() != 0;
    }
}
