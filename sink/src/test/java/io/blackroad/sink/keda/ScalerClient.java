package io.blackroad.sink.keda;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A gRPC client that asks as KEDA does. Its messages are protobuf's own, made from a description of KEDA's protocol, so that
 * they do not share the code under test.
 */
final class ScalerClient implements AutoCloseable {
    private static final FileDescriptor PROTOCOL = protocol();

    private final ManagedChannel channel;

    ScalerClient(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    /** True if the target is to run at all. */
    boolean isActive(Map<String, String> metadata) {
        return bool(ask("IsActive", "IsActiveResponse", asker(metadata)));
    }

    /** Pushed answers; waits for each. */
    Iterator<Boolean> streamIsActive(Map<String, String> metadata) {
        Iterator<DynamicMessage> messages = ClientCalls.blockingServerStreamingCall(
                channel,
                method("StreamIsActive", MethodType.SERVER_STREAMING, "IsActiveResponse"),
                CallOptions.DEFAULT,
                asker(metadata));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return messages.hasNext();
            }

            @Override
            public Boolean next() {
                return bool(messages.next());
            }
        };
    }

    /** Name and target value of the metric. */
    Map.Entry<String, Double> metricSpec(Map<String, String> metadata) {
        return metric(ask("GetMetricSpec", "GetMetricSpecResponse", asker(metadata)), "targetSizeFloat");
    }

    /** Name and value of the metric. */
    Map.Entry<String, Double> metrics(Map<String, String> metadata, String name) {
        Descriptor type = PROTOCOL.findMessageTypeByName("GetMetricsRequest");
        DynamicMessage question = DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("scaledObjectRef"), asker(metadata))
                .setField(type.findFieldByName("metricName"), name)
                .build();
        return metric(ask("GetMetrics", "GetMetricsResponse", question), "metricValueFloat");
    }

    private DynamicMessage ask(String method, String answer, DynamicMessage question) {
        return ClientCalls.blockingUnaryCall(
                channel, method(method, MethodType.UNARY, answer), CallOptions.DEFAULT, question);
    }

    private static DynamicMessage asker(Map<String, String> metadata) {
        Descriptor type = PROTOCOL.findMessageTypeByName("ScaledObjectRef");
        Descriptor entry = type.findNestedTypeByName("ScalerMetadataEntry");
        DynamicMessage.Builder asker = DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("name"), "api")
                .setField(type.findFieldByName("namespace"), "fleet");
        metadata.forEach((key, value) -> asker.addRepeatedField(
                type.findFieldByName("scalerMetadata"),
                DynamicMessage.newBuilder(entry)
                        .setField(entry.findFieldByName("key"), key)
                        .setField(entry.findFieldByName("value"), value)
                        .build()));
        return asker.build();
    }

    private static boolean bool(DynamicMessage answer) {
        return (boolean) answer.getField(answer.getDescriptorForType().findFieldByName("result"));
    }

    private static Map.Entry<String, Double> metric(DynamicMessage answer, String number) {
        Message only = (Message) answer.getRepeatedField(
                answer.getDescriptorForType().getFields().get(0), 0);
        Descriptor type = only.getDescriptorForType();
        return Map.entry(only.getField(type.findFieldByName("metricName")).toString(), (Double)
                only.getField(type.findFieldByName(number)));
    }

    private static MethodDescriptor<DynamicMessage, DynamicMessage> method(
            String name, MethodType type, String answer) {
        return MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                .setType(type)
                .setFullMethodName("externalscaler.ExternalScaler/" + name)
                .setRequestMarshaller(marshaller(PROTOCOL.findMessageTypeByName("ScaledObjectRef")))
                .setResponseMarshaller(marshaller(PROTOCOL.findMessageTypeByName(answer)))
                .build();
    }

    private static MethodDescriptor.Marshaller<DynamicMessage> marshaller(Descriptor type) {
        return new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(DynamicMessage value) {
                return value.toByteString().newInput();
            }

            @Override
            public DynamicMessage parse(InputStream in) {
                try {
                    return DynamicMessage.parseFrom(type, in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static FileDescriptor protocol() {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("scaler.proto")
                .setPackage("externalscaler")
                .setSyntax("proto3")
                .addAllMessageType(List.of(
                        message(
                                        "ScaledObjectRef",
                                        text("name", 1),
                                        text("namespace", 2),
                                        many(
                                                "scalerMetadata",
                                                3,
                                                ".externalscaler.ScaledObjectRef.ScalerMetadataEntry"))
                                .toBuilder()
                                .addNestedType(
                                        message("ScalerMetadataEntry", text("key", 1), text("value", 2)).toBuilder()
                                                .setOptions(MessageOptions.newBuilder()
                                                        .setMapEntry(true)))
                                .build(),
                        message("IsActiveResponse", field("result", 1, Type.TYPE_BOOL)),
                        message("GetMetricSpecResponse", many("metricSpecs", 1, ".externalscaler.MetricSpec")),
                        message(
                                "MetricSpec",
                                text("metricName", 1),
                                field("targetSize", 2, Type.TYPE_INT64),
                                field("targetSizeFloat", 3, Type.TYPE_DOUBLE)),
                        message(
                                "GetMetricsRequest",
                                one("scaledObjectRef", 1, ".externalscaler.ScaledObjectRef"),
                                text("metricName", 2)),
                        message("GetMetricsResponse", many("metricValues", 1, ".externalscaler.MetricValue")),
                        message(
                                "MetricValue",
                                text("metricName", 1),
                                field("metricValue", 2, Type.TYPE_INT64),
                                field("metricValueFloat", 3, Type.TYPE_DOUBLE))))
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new AssertionError(e);
        }
    }

    private static DescriptorProto message(String name, FieldDescriptorProto... fields) {
        return DescriptorProto.newBuilder()
                .setName(name)
                .addAllField(List.of(fields))
                .build();
    }

    private static FieldDescriptorProto field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL)
                .build();
    }

    private static FieldDescriptorProto text(String name, int number) {
        return field(name, number, Type.TYPE_STRING);
    }

    private static FieldDescriptorProto one(String name, int number, String type) {
        return field(name, number, Type.TYPE_MESSAGE).toBuilder()
                .setTypeName(type)
                .build();
    }

    private static FieldDescriptorProto many(String name, int number, String type) {
        return one(name, number, type).toBuilder()
                .setLabel(Label.LABEL_REPEATED)
                .build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
