package io.blackroad.streams.query;

import java.net.URI;

/** Another process of this application, at the address where its query server answers. */
public record Instance(String host, int port) {

    URI url(String pathAndQuery) {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + address + ":" + port + pathAndQuery);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
