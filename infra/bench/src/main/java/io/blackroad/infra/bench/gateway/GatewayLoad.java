package io.blackroad.infra.bench.gateway;

/**
 * One way to load it: connections that send their next request when the last one is answered.
 *
 * @param name what people call it
 * @param connections connections
 * @param factsPerRequest facts of a request; 1 is sent as an object, more as an array
 */
record GatewayLoad(String name, int connections, int factsPerRequest) {}
