package io.blackroad.topic;

/**
 * Where a cluster differs from the catalogue.
 *
 * @param topic name of the topic
 * @param aspect what differs: {@link #TOPIC}, {@link #PARTITIONS}, {@link #REPLICATION}, or the broker's name of a setting
 * @param wanted what the catalogue says
 * @param found what the cluster has
 */
public record Difference(String topic, String aspect, String wanted, String found) {
    /** The topic itself. */
    public static final String TOPIC = "topic";

    /** Its partition count. */
    public static final String PARTITIONS = "partitions";

    /** Its replication factor. */
    public static final String REPLICATION = "replication";

    /** Whether {@link TopicAdmin#apply()} removes it. Partitions and copies are for a person to change. */
    public boolean isApplicable() {
        return !aspect.equals(PARTITIONS) && !aspect.equals(REPLICATION);
    }

    /** What is wrong with the topic. */
    public String what() {
        return switch (aspect) {
            case TOPIC -> "is missing; it is wanted with " + wanted;
            case PARTITIONS -> "has " + found + " partitions, wanted " + wanted;
            case REPLICATION -> "has " + found + " copies, wanted " + wanted;
            default -> "has " + aspect + "=" + found + ", wanted " + wanted;
        };
    }

    /** What a person does about it. */
    public String advice() {
        return switch (aspect) {
            case PARTITIONS ->
                "not changed by apply, since keys would move: stop every part, then 'kafka-topics --alter' or a new"
                        + " topic, or set the partition count to what is there";
            case REPLICATION ->
                "not changed by apply: use 'kafka-reassign-partitions', or set the replication to what is there";
            default -> "./scale.sh topics apply";
        };
    }

    /** A sentence for people. */
    @Override
    public String toString() {
        return topic + " " + what() + (isApplicable() ? "" : "; " + advice());
    }
}
