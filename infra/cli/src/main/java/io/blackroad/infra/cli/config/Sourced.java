package io.blackroad.infra.cli.config;

/**
 * A value as it was written, and where.
 *
 * @param source for people: {@code default}, a file with its line, a variable of the environment, a flag
 */
public record Sourced(String text, String source) {}
