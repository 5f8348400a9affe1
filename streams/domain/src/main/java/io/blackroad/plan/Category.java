package io.blackroad.plan;

/** Columns of the guide's table of costs. */
public enum Category {
    CPU,
    MEMORY,
    GPU,
    STORAGE,
    NETWORK
}
