package io.blackroad.producer.gateway;

import io.blackroad.schema.EventId;
import io.blackroad.schema.TaskChanged;
import org.apache.avro.specific.SpecificRecord;

/**
 * A fact that fits its schema, all but numbered.
 *
 * @param index place in the request, from 0
 * @param shape kind
 * @param value the record; lacks epoch, sequence and event id where they were not given
 * @param agentId agent that it is about
 * @param id identity, or null when none was given and none follows from the number
 * @param epoch boot that was given, or null
 * @param sequence number that was given, or null; never without an epoch
 */
record IncomingFact(
        int index, FactShape shape, SpecificRecord value, String agentId, EventId id, Long epoch, Long sequence) {

    /** Whether an operator makes the agent begin anew, whatever numbers it had. */
    boolean isReset() {
        return epoch != null && epoch == EnvelopeReader.RESET_EPOCH;
    }

    /** Whether somebody who hands out work says it of the agent. */
    boolean ofIntake() {
        return value instanceof TaskChanged task && !task.getSource().isEmpty();
    }
}
