package io.blackroad.schema;

import org.apache.kafka.common.errors.SerializationException;

/** The frame around every value, as Confluent's serializers write it: 0x00, the schema id as four bytes big-endian, Avro. */
final class WireFormat {
    static final int HEADER_BYTES = 5;
    private static final String ADVICE = "; write it in the Confluent wire format";

    private WireFormat() {}

    /**
     * The schema id of a framed value.
     *
     * @throws SerializationException if it is none
     */
    static int schemaId(byte[] bytes) {
        if (bytes == null || bytes.length < HEADER_BYTES) {
            throw new SerializationException("a fact has at least " + HEADER_BYTES + " bytes, this one "
                    + (bytes == null ? "is null" : "has " + bytes.length) + ADVICE);
        }
        if (bytes[0] != 0) {
            throw new SerializationException("the first byte is " + bytes[0] + ", not 0" + ADVICE);
        }
        return (bytes[1] & 0xff) << 24 | (bytes[2] & 0xff) << 16 | (bytes[3] & 0xff) << 8 | (bytes[4] & 0xff);
    }

    /** The header of values of a schema. */
    static byte[] header(int schemaId) {
        return new byte[] {
            0, (byte) (schemaId >>> 24), (byte) (schemaId >>> 16), (byte) (schemaId >>> 8), (byte) schemaId
        };
    }
}
