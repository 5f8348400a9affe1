package io.blackroad.producer.replay;

/** One row: a time, microseconds, and what was counted, measured, or how many seconds a request takes. */
record LoadPoint(long atMicros, double value) {}
