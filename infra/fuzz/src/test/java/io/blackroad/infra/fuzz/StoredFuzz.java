package io.blackroad.infra.fuzz;

import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredLedger;
import io.blackroad.streams.stored.StoredLoad;
import io.blackroad.streams.stored.StoredPartial;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.streams.stored.StoredPool;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.streams.stored.UnknownWriterException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Values of stores and internal topics. The first byte says of which kind, the others are the value. */
public final class StoredFuzz implements Target {
    private static final String TOPIC = "stored";

    private static final List<StoredSerde<?>> FORMATS = List.of(
            new StoredSerde<>(StoredPartial.class),
            new StoredSerde<>(StoredAgent.class),
            new StoredSerde<>(StoredLoad.class),
            new StoredSerde<>(StoredTarget.class),
            new StoredSerde<>(StoredPlacement.class),
            new StoredSerde<>(StoredPool.class),
            new StoredSerde<>(StoredLedger.class));

    @Override
    public boolean takes(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        try {
            read(FORMATS.get((input[0] & 0xff) % FORMATS.size()), Arrays.copyOfRange(input, 1, input.length));
            return true;
        } catch (SerializationException | UnknownWriterException e) {
            return Target.refused(e);
        }
    }

    /** What was read can be written, and is the same when it is read again. */
    private static <T extends SpecificRecord> void read(StoredSerde<T> format, byte[] stored) {
        T value = format.deserializer().deserialize(TOPIC, stored);
        T again = format.deserializer().deserialize(TOPIC, format.serializer().serialize(TOPIC, value));
        if (!again.equals(value)) {
            throw new AssertionError(value + " became " + again);
        }
    }
}
