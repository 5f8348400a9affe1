package io.blackroad.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/** Avro's binary encoding into one growing array that is used again and again. One thread at a time. */
public final class FactEncoder extends BinaryEncoder {
    private static final int FIRST_BYTES = 512;

    /** A buffer that one huge record blew up is not kept for the small ones after it. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final int MAX_VARINT_BYTES = 10;

    private byte[] buffer = new byte[FIRST_BYTES];
    private int end;

    /** Forgets what was written and starts with {@code header}. */
    public void start(byte[] header) {
        if (buffer.length > KEPT_BYTES) {
            buffer = new byte[FIRST_BYTES];
        }
        System.arraycopy(header, 0, buffer, 0, header.length);
        end = header.length;
    }

    /** A copy of what was written. */
    public byte[] bytes() {
        return Arrays.copyOf(buffer, end);
    }

    @Override
    public void writeBoolean(boolean value) {
        reserve(1);
        buffer[end++] = (byte) (value ? 1 : 0);
    }

    @Override
    public void writeInt(int value) {
        reserve(MAX_VARINT_BYTES);
        end += BinaryData.encodeInt(value, buffer, end);
    }

    @Override
    public void writeLong(long value) {
        reserve(MAX_VARINT_BYTES);
        end += BinaryData.encodeLong(value, buffer, end);
    }

    @Override
    public void writeFloat(float value) {
        reserve(Float.BYTES);
        end += BinaryData.encodeFloat(value, buffer, end);
    }

    @Override
    public void writeDouble(double value) {
        reserve(Double.BYTES);
        end += BinaryData.encodeDouble(value, buffer, end);
    }

    @Override
    public void writeFixed(byte[] bytes, int start, int length) {
        reserve(length);
        System.arraycopy(bytes, start, buffer, end, length);
        end += length;
    }

    /** Names and ids are ASCII nearly always; their bytes are their characters and need no array in between. */
    @Override
    public void writeString(String text) {
        int length = text.length();
        reserve(length + MAX_VARINT_BYTES);
        int start = end;
        end += BinaryData.encodeInt(length, buffer, end);
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                end = start;
                writeEncoded(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            buffer[end + i] = (byte) character;
        }
        end += length;
    }

    private void writeEncoded(byte[] bytes) {
        writeInt(bytes.length);
        writeFixed(bytes, 0, bytes.length);
    }

    @Override
    protected void writeZero() {
        reserve(1);
        buffer[end++] = 0;
    }

    @Override
    public int bytesBuffered() {
        return end;
    }

    @Override
    public void flush() {
        // Nothing lies behind the buffer.
    }

    private void reserve(int more) {
        int needed = Math.addExact(end, more);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8)));
        }
    }
}
