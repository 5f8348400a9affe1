package io.blackroad.infra.bench.measure;

/** What a server replied. */
@SuppressWarnings("ArrayRecordComponent") // Looked into once, never compared.
public record HttpReply(int status, byte[] body) {}
