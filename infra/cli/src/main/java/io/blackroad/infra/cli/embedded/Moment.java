package io.blackroad.infra.cli.embedded;

/** When an embedded part starts. Whatever is not needed for the first decision comes after it. */
public enum Moment {
    /** With broker and registry; nothing else runs yet. The topics are made after it is ready. */
    WITH_SERVERS,
    /** With the streams part, once the topics are there; nobody waits for it. */
    WITH_STREAMS,
    /** Once the fleet is awake and decides; nobody waits for it. */
    AFTER_FLEET
}
