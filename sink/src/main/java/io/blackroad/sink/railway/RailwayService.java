package io.blackroad.sink.railway;

/**
 * Which service in which of Railway's regions runs a target.
 *
 * @param id of the service
 * @param region as Railway calls it, such as us-east4-eqdc4a
 */
public record RailwayService(String id, String region) {

    /**
     * As people write it: {@code SERVICE_ID@RAILWAY_REGION}.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static RailwayService parse(String text) {
        String[] parts = text.split("@", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("a service at Railway is SERVICE_ID@RAILWAY_REGION, not '" + text + "'");
        }
        return new RailwayService(parts[0], parts[1]);
    }
}
