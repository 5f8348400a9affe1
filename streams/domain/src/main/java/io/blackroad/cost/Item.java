package io.blackroad.cost;

/** What agents hold and providers sell by time. */
public enum Item {
    /** In thousandths of a core. */
    VCPU("vcpu", 1_000_000),
    /** In bytes; a gigabyte is a billion of them. */
    MEMORY("memory-gb", 1),
    /** In thousandths of a card. */
    GPU("gpu-h100", 1_000_000);

    private final String code;
    private final long billionths;

    Item(String code, long billionths) {
        this.code = code;
        this.billionths = billionths;
    }

    /** What price rows call it. */
    public String code() {
        return code;
    }

    /** How many billionths of what is sold the smallest amount is. */
    long billionths() {
        return billionths;
    }
}
