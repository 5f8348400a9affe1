package io.blackroad.streams.deadletter;

import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** Kafka's own handler, but for errors that are not the data's: those stop the thread, and the facts are read again. */
public final class UnusableFacts extends LogAndContinueProcessingExceptionHandler {

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        return DataErrors.isDataError(exception) ? super.handleError(context, record, exception) : Response.fail();
    }
}
