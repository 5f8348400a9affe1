package io.blackroad.sink.jdbc;

/**
 * The right to write the facts of one partition, until another process takes it over.
 *
 * @param epoch rises with each takeover; the database lets only the newest one write
 * @param nextOffset the first fact that is not written
 */
record Claim(long epoch, long nextOffset) {}
