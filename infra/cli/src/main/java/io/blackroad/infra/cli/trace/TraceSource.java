package io.blackroad.infra.cli.trace;

import java.nio.file.Path;

/**
 * A trace and how to play it.
 *
 * @param file null for standard input
 * @param format how to read it
 * @param speed how many times faster than recorded
 */
public record TraceSource(Path file, TraceFormat format, double speed) {}
