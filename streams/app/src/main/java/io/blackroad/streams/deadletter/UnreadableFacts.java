package io.blackroad.streams.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** Kafka's own handler, but for errors that are not the data's: those stop the thread, and the facts are read again. */
public final class UnreadableFacts extends LogAndContinueExceptionHandler {

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return DataErrors.isDataError(exception) ? super.handleError(context, record, exception) : Response.fail();
    }
}
