package io.blackroad.agent;

/** What became of a fact. Every fact ends as exactly one of these, or as a dead letter. */
public enum Verdict {
    /** It changed the state. */
    APPLIED,
    /** It was seen before and changed nothing. */
    DUPLICATE,
    /** It came after the grace and changed nothing. */
    LATE
}
