package io.blackroad.sink.keda;

import io.blackroad.sink.keda.ScalerMessages.Asker;
import io.blackroad.sink.keda.ScalerMessages.MetricQuestion;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** The methods of KEDA's external scaler. Answers are bytes already: see {@link ScalerMessages}. */
final class ScalerMethods {
    static final String SERVICE = "externalscaler.ExternalScaler";

    static final MethodDescriptor<Asker, byte[]> IS_ACTIVE =
            method("IsActive", MethodType.UNARY, ScalerMessages::asker);
    static final MethodDescriptor<Asker, byte[]> STREAM_IS_ACTIVE =
            method("StreamIsActive", MethodType.SERVER_STREAMING, ScalerMessages::asker);
    static final MethodDescriptor<Asker, byte[]> GET_METRIC_SPEC =
            method("GetMetricSpec", MethodType.UNARY, ScalerMessages::asker);
    static final MethodDescriptor<MetricQuestion, byte[]> GET_METRICS =
            method("GetMetrics", MethodType.UNARY, ScalerMessages::metricQuestion);

    private ScalerMethods() {}

    private static <T> MethodDescriptor<T, byte[]> method(
            String name, MethodType type, Function<InputStream, T> parse) {
        return MethodDescriptor.<T, byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new Marshaller<T>() {
                    @Override
                    public InputStream stream(T value) {
                        throw new UnsupportedOperationException("a server sends no requests");
                    }

                    @Override
                    public T parse(InputStream in) {
                        return parse.apply(in);
                    }
                })
                .setResponseMarshaller(new Marshaller<byte[]>() {
                    @Override
                    public InputStream stream(byte[] value) {
                        return new ByteArrayInputStream(value);
                    }

                    @Override
                    public byte[] parse(InputStream in) {
                        try {
                            return in.readAllBytes();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                })
                .build();
    }
}
