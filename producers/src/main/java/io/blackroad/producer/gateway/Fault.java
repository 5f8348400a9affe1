package io.blackroad.producer.gateway;

/**
 * One thing that is wrong with a fact.
 *
 * @param pointer where in the body, as a JSON pointer (RFC 6901); for NDJSON the first step is the fact's index
 * @param problem what is wrong and what is allowed
 */
record Fault(String pointer, String problem) {}
