package io.blackroad.streams.deadletter;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** Kafka's own handler, but for errors that are not the data's: those stop the thread, and the facts are read again. */
public final class UnreadableFacts extends LogAndContinueExceptionHandler {
    private DeadLetterListener listener = (origin, kind) -> {};

    @Override
    public void configure(Map<String, ?> settings) {
        super.configure(settings);
        listener = DeadLetterListener.of(settings);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (!DataErrors.isDataError(exception)) {
            return Response.fail();
        }
        listener.lettered(record.topic(), DeadLetterListener.Kind.of(exception));
        return super.handleError(context, record, exception);
    }
}
