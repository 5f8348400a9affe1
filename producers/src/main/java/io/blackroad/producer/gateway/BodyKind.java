package io.blackroad.producer.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a body can be, by its media type. */
enum BodyKind {
    /** One fact, or an array of them. */
    JSON("application/json"),
    /** A fact a line. */
    NDJSON("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"),
    CLOUD_EVENT("application/cloudevents+json"),
    CLOUD_EVENTS("application/cloudevents-batch+json");

    private final String[] mediaTypes;

    BodyKind(String... mediaTypes) {
        this.mediaTypes = mediaTypes;
    }

    /** The kind of a Content-Type; its parameters do not matter, JSON tells its own encoding. */
    static Optional<BodyKind> of(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        int semicolon = contentType.indexOf(';');
        String bare = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .trim()
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> Arrays.asList(kind.mediaTypes).contains(bare))
                .findFirst();
    }

    /** @throws RejectedException if nothing of this type is taken */
    static BodyKind require(String contentType) throws RejectedException {
        return of(contentType)
                .orElseThrow(() -> new RejectedException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type is " + (contentType == null ? "missing" : Excerpt.of(contentType))
                                + "; send -H 'Content-Type: application/json' (a fact or an array of facts),"
                                + " application/x-ndjson, application/cloudevents+json or"
                                + " application/cloudevents-batch+json"));
    }
}
