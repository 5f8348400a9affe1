package io.blackroad.producer.gateway;

import io.blackroad.access.OpenApiDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The OpenAPI document of the gateway. */
public final class GatewayDocument {
    private static final String RESOURCE = "/gateway-openapi.json";

    private GatewayDocument() {}

    /** The document as a gateway alone serves it; another server takes from it what is under {@code /v1}. */
    public static String standalone() {
        try (InputStream resource = GatewayDocument.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return OpenApiDocuments.guarded(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
