package io.blackroad.infra.bench.steady;

/**
 * One kill.
 *
 * @param wholeMillis from the kill until every target's load with all its agents could be read, of a tick after the kill
 * @param changelogRecords records that lay in the changelogs of the application then
 */
public record Recovery(long wholeMillis, long changelogRecords) {}
