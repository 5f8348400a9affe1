package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** Reads the value of one field from JSON. */
interface FieldReader {
    /**
     * The value as the record holds it; null after a fault was told.
     *
     * @param value neither absent nor null
     */
    Object read(JsonNode value, Consumer<String> fault);

    /** What is allowed, as the end of a sentence. */
    String allowed();
}
