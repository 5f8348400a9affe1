/** Decisions and what controllers made of them, as spans of distributed traces for an OpenTelemetry collector. */
package io.blackroad.sink.trace;
