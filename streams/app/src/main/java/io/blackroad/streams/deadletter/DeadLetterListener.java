package io.blackroad.streams.deadletter;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;

/** Hears of each dead letter, for metrics. A letter that is written again after a crash is heard again. */
@FunctionalInterface
public interface DeadLetterListener {
    /** The setting of Kafka Streams under which its handlers, which it makes itself, find the listener. */
    String SETTING = "blackroad.dead.letter.listener";

    /** Why something became a dead letter. */
    enum Kind {
        /** Its bytes are none of a schema that the registry knows. */
        UNREADABLE,
        /** It can be read and makes no sense. */
        REFUSED;

        /** The kind of what was thrown. */
        public static Kind of(Throwable reason) {
            return reason instanceof SerializationException ? UNREADABLE : REFUSED;
        }
    }

    /** A record of this topic became a dead letter. */
    void lettered(String topic, Kind kind);

    /** The listener of the settings; one that does nothing where none is set. */
    static DeadLetterListener of(Map<String, ?> settings) {
        return settings.get(SETTING) instanceof DeadLetterListener listener ? listener : (topic, kind) -> {};
    }
}
