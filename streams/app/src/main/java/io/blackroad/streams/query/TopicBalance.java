package io.blackroad.streams.query;

/**
 * What became of the facts of one topic, counted over the partitions that one instance holds.
 *
 * @param topic name of the topic
 * @param appended facts that the broker holds or held
 * @param applied facts that changed the state
 * @param duplicate facts that had been seen before
 * @param late facts that came after their grace
 * @param deadLettered facts that could not be read or handled
 * @param pending facts not read yet, counted from offsets and not as a remainder
 */
public record TopicBalance(
        String topic, long appended, long applied, long duplicate, long late, long deadLettered, long pending) {

    /** Whether every appended fact is accounted for. */
    boolean balanced() {
        return appended == applied + duplicate + late + deadLettered + pending;
    }

    TopicBalance plus(TopicBalance other) {
        return new TopicBalance(
                topic,
                appended + other.appended,
                applied + other.applied,
                duplicate + other.duplicate,
                late + other.late,
                deadLettered + other.deadLettered,
                pending + other.pending);
    }
}
