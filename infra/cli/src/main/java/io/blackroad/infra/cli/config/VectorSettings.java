package io.blackroad.infra.cli.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where agents' vectors are.
 *
 * @param url Pinecone's host of an index, or one of {@code sink vectors}; empty for none
 * @param token Pinecone's API key; empty for a server of ours
 * @param dimensions numbers of a vector
 */
public record VectorSettings(Optional<URI> url, String token, int dimensions) {

    static VectorSettings of(SettingParser parser) {
        Optional<URI> url = parser.optionalText(Setting.VECTORS_URL).isBlank()
                ? Optional.empty()
                : Optional.of(parser.httpUrl(Setting.VECTORS_URL));
        return new VectorSettings(
                url, parser.optionalText(Setting.VECTORS_TOKEN), parser.integer(Setting.VECTORS_DIMENSIONS, 1, 20_000));
    }

    /** The same for a server of this machine. */
    public VectorSettings at(URI server) {
        return new VectorSettings(Optional.of(server), "", dimensions);
    }

    @Override
    public String toString() {
        return "VectorSettings[" + url + ", token=***, " + dimensions + "]";
    }
}
