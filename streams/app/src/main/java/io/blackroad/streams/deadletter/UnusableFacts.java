package io.blackroad.streams.deadletter;

import io.blackroad.topic.DeadLetters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own handler, but for two things. Errors that are not the data's stop the thread, and the facts are read again.
 * Facts come in bundles, and only the unusable ones of a bundle become dead letters.
 */
public final class UnusableFacts extends LogAndContinueProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UnusableFacts.class);

    private String topic;
    private DeadLetterListener listener = (origin, kind) -> {};

    @Override
    public void configure(Map<String, ?> settings) {
        super.configure(settings);
        topic = (String) settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        listener = DeadLetterListener.of(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof UnusableFactsException unusable) {
            LOG.warn("dead letters of {}: {}", context.topic(), unusable.getMessage());
            List<ProducerRecord<byte[], byte[]>> letters = unusable.refusals().stream()
                    .map(refusal -> DeadLetters.of(topic, refusal.fact(), refusal.reason()))
                    .toList();
            unusable.refusals()
                    .forEach(refusal ->
                            listener.lettered(refusal.fact().topic(), DeadLetterListener.Kind.of(refusal.reason())));
            return Response.resume(topic == null ? List.of() : letters);
        }
        if (!DataErrors.isDataError(exception)) {
            return Response.fail();
        }
        listener.lettered(context.topic(), DeadLetterListener.Kind.of(exception));
        return super.handleError(context, record, exception);
    }
}
