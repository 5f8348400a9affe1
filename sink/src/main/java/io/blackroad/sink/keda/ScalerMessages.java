package io.blackroad.sink.keda;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages of KEDA's external scaler on the wire, as far as a server reads and writes them. Field numbers are those of
 * KEDA's externalscaler.proto; unknown fields are skipped, so that a newer KEDA is understood.
 */
final class ScalerMessages {
    private ScalerMessages() {}

    /**
     * Which ScaledObject asks.
     *
     * @param metadata of its trigger
     */
    record Asker(String name, String namespace, Map<String, String> metadata) {}

    /** A question for a metric. */
    record MetricQuestion(Asker asker, String metricName) {}

    /** A metric with its target or its value, which are whole numbers here. */
    record Metric(String name, long value) {}

    private interface Fields {
        /** Takes the field at hand, or says that it does not know it. */
        boolean take(int number, CodedInputStream in) throws IOException;
    }

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    static Asker asker(InputStream in) {
        try {
            return asker(CodedInputStream.newInstance(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MetricQuestion metricQuestion(InputStream stream) {
        Asker[] asker = {new Asker("", "", Map.of())};
        String[] name = {""};
        try {
            read(CodedInputStream.newInstance(stream), (number, in) -> {
                switch (number) {
                    case 1 -> asker[0] = asker(in.readBytes().newCodedInput());
                    case 2 -> name[0] = in.readString();
                    default -> {
                        return false;
                    }
                }
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MetricQuestion(asker[0], name[0]);
    }

    static byte[] active(boolean active) {
        return bytes(out -> out.writeBool(1, active));
    }

    /** One metric, as a specification or as a value: both have the same fields. */
    static byte[] metric(Metric metric) {
        byte[] inner = bytes(out -> {
            out.writeString(1, metric.name);
            out.writeInt64(2, metric.value);
            out.writeDouble(3, metric.value);
        });
        return bytes(out -> out.writeByteArray(1, inner));
    }

    private static Asker asker(CodedInputStream stream) throws IOException {
        String[] texts = {"", ""};
        Map<String, String> metadata = new LinkedHashMap<>();
        read(stream, (number, in) -> {
            switch (number) {
                case 1, 2 -> texts[number - 1] = in.readString();
                case 3 -> entry(in.readBytes().newCodedInput(), metadata);
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new Asker(texts[0], texts[1], metadata);
    }

    private static void entry(CodedInputStream stream, Map<String, String> into) throws IOException {
        String[] sides = {"", ""};
        read(stream, (number, in) -> {
            if (number > 2) {
                return false;
            }
            sides[number - 1] = in.readString();
            return true;
        });
        into.put(sides[0], sides[1]);
    }

    private static void read(CodedInputStream in, Fields fields) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean text = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (!text || !fields.take(WireFormat.getTagFieldNumber(tag), in)) {
                in.skipField(tag);
            }
        }
    }

    private static byte[] bytes(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            body.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
