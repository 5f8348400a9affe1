package io.blackroad.infra.stack.fault;

import java.util.Map;

/** A second listener of a broker, which clients reach through a {@link Relay} alone; who starts there stays there. */
public final class RelayedListener {
    private static final String NAME = "RELAYED";

    private RelayedListener() {}

    /** Settings that a broker has beside its own. */
    public static Map<String, String> behind(Relay relay) {
        return Map.of(
                "listeners", NAME + "://127.0.0.1:" + relay.target(),
                "advertised.listeners", NAME + "://127.0.0.1:" + relay.port(),
                "listener.security.protocol.map", NAME + ":PLAINTEXT");
    }
}
