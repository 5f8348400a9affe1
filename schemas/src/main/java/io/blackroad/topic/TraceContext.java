package io.blackroad.topic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Where a record stands in a distributed trace that is recorded, as the header {@value #HEADER} says it:
 * https://www.w3.org/TR/trace-context/. Ids that are made here follow from names, so work that is done again after a crash
 * has the same ones.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits: the piece of work that wrote the record
 */
public record TraceContext(String traceId, String spanId) {
    public static final String HEADER = "traceparent";

    /** Header of the piece of work that caused the one of {@link #HEADER}, in the same form. */
    public static final String CAUSE = "tracecause";

    private static final Pattern FORM = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-" + "([0-9a-f]{2})(?:-.*)?");
    private static final int FLAGS_AT = 54;
    private static final int FLAGS_END = 55;

    /** The context of a trace that begins with this piece of work. */
    public static TraceContext begin(String name) {
        byte[] digest = digest(name);
        HexFormat hex = HexFormat.of();
        return new TraceContext(hex.formatHex(digest, 0, 16), hex.formatHex(digest, 16, 24));
    }

    /** The context in headers; empty when there is none, when it is malformed, and when its trace is not recorded. */
    public static Optional<TraceContext> of(Headers headers) {
        return read(recorded(headers));
    }

    /** What caused the work that wrote a record; empty when it began its trace. */
    public static Optional<TraceContext> causeOf(Headers headers) {
        return read(headers.lastHeader(CAUSE));
    }

    private static Optional<TraceContext> read(Header header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher found = FORM.matcher(new String(header.value(), StandardCharsets.ISO_8859_1));
        return found.matches() ? Optional.of(new TraceContext(found.group(1), found.group(2))) : Optional.empty();
    }

    /**
     * The header of a trace that is recorded; null when there is none. Looks at one byte alone, since it stands on the way of
     * each fact; what it gives may still be malformed.
     */
    public static Header recorded(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length < FLAGS_END) {
            return null;
        }
        // The lowest bit of the flags, of which this is the second hexadecimal digit.
        return Character.digit(header.value()[FLAGS_AT], 16) % 2 == 1 ? header : null;
    }

    /** The context of a piece of work that this one caused. */
    public TraceContext child(String name) {
        return new TraceContext(traceId, HexFormat.of().formatHex(digest(traceId + '\n' + name), 0, 8));
    }

    /** What a record carries. */
    public Header header() {
        return new RecordHeader(HEADER, toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
