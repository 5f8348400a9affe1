package io.blackroad.advice;

/**
 * How much of something is used at a moment.
 *
 * @param subject whose it is, as in us-east/database
 * @param usePermille use over size
 * @param size of each, in the unit of what comes in sizes; above 0
 */
public record Reading(String subject, Sized sized, long usePermille, long size) {}
