package io.blackroad.sink.memory.state;

import io.blackroad.schema.AvroJson;
import io.blackroad.sink.memory.Part;
import org.apache.avro.specific.SpecificRecord;

/**
 * A fact of an agent that has a place in its order.
 *
 * @param kind the part of the state that it is
 * @param fact the record; becomes text only if nothing newer comes before it is written
 */
record HeardFact(String agentId, String kind, long epoch, long sequence, SpecificRecord fact) {

    boolean isNewerThan(HeardFact other) {
        return epoch > other.epoch || epoch == other.epoch && sequence > other.sequence;
    }

    Part part() {
        return new Part(kind, epoch, sequence, AvroJson.of(fact).toString());
    }
}
