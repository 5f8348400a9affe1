package io.blackroad.scaling;

/** Which way a decision goes. */
public enum Direction {
    UP,
    DOWN,
    HOLD
}
