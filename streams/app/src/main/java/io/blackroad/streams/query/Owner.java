package io.blackroad.streams.query;

/** Who holds a key now. */
public sealed interface Owner {

    /** This instance. */
    record Self() implements Owner {}

    /** Another one. */
    record Other(Instance instance) implements Owner {}

    /** No one yet: partitions are being assigned or restored; the reason is for the caller. */
    record Nobody(String reason) implements Owner {}
}
