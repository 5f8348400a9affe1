package io.blackroad.infra.bench.measure;

/** What connections send, and what a reply to it is worth. Used by several threads. */
public interface HttpTraffic {

    /** The next request, headers included. */
    byte[] request();

    /** How much was done by what was replied to; part of a request may be done although it was refused. */
    int done(HttpReply reply);

    boolean isRefused(HttpReply reply);
}
