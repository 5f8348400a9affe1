package io.blackroad.advice;

import java.util.Locale;

/** What comes in sizes. */
public enum Sized {
    /** Thousandths of a core: 250, 500, 1,000 and so on. */
    CPU("CpuSize", 250),
    /** Bytes: 0.25 GB, 0.5 GB, 1 GB and so on. */
    MEMORY("MemorySize", 250_000_000),
    /** Bytes of a card: 5 GB, 10 GB, 20 GB and so on. */
    GPU_MEMORY("GpuMemorySize", 5_000_000_000L);

    private final String alert;
    private final long smallest;

    Sized(String alert, long smallest) {
        this.alert = alert;
        this.smallest = smallest;
    }

    /** Name of the advice on something. */
    public String alertOf(String subject) {
        return alert + "/" + subject;
    }

    /** The smallest size that is no less. */
    long atLeast(long need) {
        long size = smallest;
        while (size < need && size <= Long.MAX_VALUE / 2) {
            size *= 2;
        }
        return size;
    }

    /** A size for people. */
    String inWords(long size) {
        return this == CPU
                ? String.format(Locale.ROOT, "%.2f cores", size / 1e3)
                : String.format(Locale.ROOT, "%.2f GB", size / 1e9);
    }
}
