package io.blackroad.sink.keda;

import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.keda.ScalerMessages.Asker;
import io.blackroad.sink.keda.ScalerMessages.Metric;
import io.blackroad.sink.keda.ScalerMessages.MetricQuestion;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.function.Function;

/**
 * What KEDA asks. The metric of a target is the number of replicas that was decided, and its target value is 1 a replica, so
 * that the autoscaler's own arithmetic gives that number back.
 */
final class ScalerService {
    /** Name of the only metric. */
    static final String METRIC = "blackroad-replicas";

    private final Standings standings;

    ScalerService(Standings standings) {
        this.standings = standings;
    }

    ServerServiceDefinition definition() {
        return ServerServiceDefinition.builder(ScalerMethods.SERVICE)
                .addMethod(
                        ScalerMethods.IS_ACTIVE,
                        ServerCalls.asyncUnaryCall(
                                (asker, to) -> answer(asker, to, found -> ScalerMessages.active(replicas(found) > 0))))
                .addMethod(ScalerMethods.STREAM_IS_ACTIVE, ServerCalls.asyncServerStreamingCall(this::stream))
                .addMethod(
                        ScalerMethods.GET_METRIC_SPEC,
                        ServerCalls.asyncUnaryCall((asker, to) -> answer(asker, to, found -> {
                            target(found);
                            return ScalerMessages.metric(new Metric(METRIC, 1));
                        })))
                .addMethod(
                        ScalerMethods.GET_METRICS,
                        ServerCalls.asyncUnaryCall((question, to) -> answer(question, to, this::metrics)))
                .build();
    }

    private byte[] metrics(MetricQuestion question) {
        String name = question.metricName().isEmpty() ? METRIC : question.metricName();
        return ScalerMessages.metric(new Metric(name, replicas(question.asker())));
    }

    private static <T> void answer(T asked, StreamObserver<byte[]> to, Function<T, byte[]> answer) {
        try {
            byte[] found = answer.apply(asked);
            to.onNext(found);
            to.onCompleted();
        } catch (StatusRuntimeException e) {
            to.onError(e);
        }
    }

    private void stream(Asker asker, StreamObserver<byte[]> to) {
        try {
            TargetId id = target(asker);
            replicas(asker);
            ActiveStream stream = new ActiveStream(id, standings, to);
            ((ServerCallStreamObserver<byte[]>) to).setOnCancelHandler(() -> standings.removeListener(stream));
            standings.onChange(stream);
            stream.run();
        } catch (StatusRuntimeException e) {
            to.onError(e);
        }
    }

    private int replicas(Asker asker) {
        TargetId id = target(asker);
        return standings
                .of(id)
                .orElseThrow(() -> standings.isKnown()
                        ? Status.NOT_FOUND
                                .withDescription("no ScaledObject that can be read scales " + id)
                                .asRuntimeException()
                        : Status.UNAVAILABLE
                                .withDescription("the ScaledObjects were not read yet")
                                .asRuntimeException());
    }

    private static TargetId target(Asker asker) {
        Map<String, String> metadata = asker.metadata();
        if (!metadata.containsKey(Scaled.REGION) || !metadata.containsKey(Scaled.SERVICE)) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("the trigger of ScaledObject " + asker.namespace() + "/" + asker.name()
                            + " needs region and service in its metadata")
                    .asRuntimeException();
        }
        return new TargetId(metadata.get(Scaled.REGION), metadata.get(Scaled.SERVICE));
    }
}
