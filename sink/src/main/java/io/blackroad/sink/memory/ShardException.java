package io.blackroad.sink.memory;

/**
 * One shard does not answer, or refuses; the others are not touched by it. Whether a write that was not answered in time was
 * done is not known: it may be repeated.
 */
public final class ShardException extends MemoryException {
    private static final long serialVersionUID = 1L;

    private final String shard;
    private final String address;

    public ShardException(String shard, String address, String what, Throwable cause) {
        super("shard " + shard + " at " + address + " " + what, cause);
        this.shard = shard;
        this.address = address;
    }

    /** Its name on the ring, as in {@code memory-3}. */
    public String shard() {
        return shard;
    }

    /** Where it was asked, as host:port. */
    public String address() {
        return address;
    }
}
