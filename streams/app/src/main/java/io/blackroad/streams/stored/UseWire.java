package io.blackroad.streams.stored;

import io.blackroad.cost.Amounts;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** What was used, between stores and domain. */
public final class UseWire {
    /** Stands where a part begins, for what is held at present. */
    public static final long PRESENT = -1;

    /** Stands for the source partition, for what is held by lease: a region's pool hears of all partitions. */
    public static final int LEASES = -1;

    /**
     * What is held at present is told again after so much event time, also when nothing has changed. Whose newest word is
     * {@link #SILENT_MICROS} older than the fleet's holds nothing any more: nobody is left there who could say so.
     */
    public static final long TOLD_AGAIN_MICROS = 10L * 1_000_000;

    /** See {@link #TOLD_AGAIN_MICROS}. */
    public static final long SILENT_MICROS = 60L * 1_000_000;

    private UseWire() {}

    public static StoredUse stored(
            int partition,
            String region,
            String service,
            boolean overhead,
            long fromMicros,
            long atMicros,
            Amounts amounts) {
        return new StoredUse(
                partition,
                region,
                service,
                overhead,
                fromMicros,
                atMicros,
                bytes(amounts.cpu()),
                bytes(amounts.memory()),
                bytes(amounts.gpu()));
    }

    public static Amounts amounts(StoredUse use) {
        return new Amounts(number(use.getCpu()), number(use.getMemory()), number(use.getGpu()));
    }

    /** A whole number of any size. */
    public static ByteBuffer bytes(BigInteger number) {
        return ByteBuffer.wrap(number.toByteArray());
    }

    /** What {@link #bytes} wrote. */
    public static BigInteger number(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new BigInteger(copy);
    }
}
