package io.blackroad.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding read out of one array. It believes no length: a string, an array or a map that claims more than
 * the bytes left is refused before anything is allocated for it, so broken bytes cost an exception and never the heap.
 * Reading past the end shows as {@link IndexOutOfBoundsException}, which spares the check on every byte. One thread at
 * a time.
 */
public final class FactDecoder extends Decoder {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int position;

    /** Goes to {@code start} of other bytes. */
    public void start(byte[] from, int start) {
        bytes = from;
        position = start;
    }

    /** Lets the bytes go. */
    public void release() {
        bytes = NOTHING;
        position = 0;
    }

    /** Bytes not read yet. */
    public int remaining() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {
        // Takes no bytes.
    }

    @Override
    public boolean readBoolean() {
        byte value = bytes[position++];
        if (value != 0 && value != 1) {
            throw new AvroRuntimeException("a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new AvroRuntimeException("an int is " + value + ", beyond 32 bits");
        }
        return (int) value;
    }

    /** Most numbers are small, and most others are times of 8 bytes. */
    @Override
    public long readLong() {
        byte[] from = bytes;
        int at = position;
        byte next = from[at++];
        long value = next & 0x7f;
        for (int shift = 7; next < 0; shift += 7) {
            if (shift >= Long.SIZE) {
                throw new AvroRuntimeException("a number goes on after 10 bytes");
            }
            next = from[at++];
            value |= (next & 0x7fL) << shift;
        }
        position = at;
        return (value >>> 1) ^ -(value & 1);
    }

    @Override
    public float readFloat() {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    private long littleEndian(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[position++] & 0xffL) << (i * Byte.SIZE);
        }
        return value;
    }

    @Override
    public String readString() {
        int length = length();
        if (length == 0) {
            return "";
        }
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    @Override
    public Utf8 readString(Utf8 old) {
        int length = length();
        Utf8 text = new Utf8(Arrays.copyOfRange(bytes, position, position + length));
        position += length;
        return text;
    }

    @Override
    public void skipString() {
        skip(length());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) {
        int length = length();
        ByteBuffer copy = ByteBuffer.wrap(Arrays.copyOfRange(bytes, position, position + length));
        position += length;
        return copy;
    }

    @Override
    public void skipBytes() {
        skip(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        System.arraycopy(bytes, position, target, start, within(length));
        position += length;
    }

    @Override
    public void skipFixed(int length) {
        skip(within(length));
    }

    @Override
    public int readEnum() {
        return readInt();
    }

    @Override
    public int readIndex() {
        return readInt();
    }

    @Override
    public long readArrayStart() {
        return items();
    }

    @Override
    public long arrayNext() {
        return items();
    }

    @Override
    public long readMapStart() {
        return items();
    }

    @Override
    public long mapNext() {
        return items();
    }

    @Override
    public long skipArray() {
        return itemsToSkip();
    }

    @Override
    public long skipMap() {
        return itemsToSkip();
    }

    /** A method, because {@code position += length()} would add to the position before the length was read. */
    private void skip(int length) {
        position += length;
    }

    private int length() {
        return within(readLong());
    }

    /** Items of the next block, 0 after the last; a negative count says that the block's size in bytes follows. */
    private long items() {
        long count = readLong();
        if (count >= 0) {
            return within(count);
        }
        readLong();
        return within(-count);
    }

    /** Blocks that tell their size are skipped here; the items of others by the caller, one by one. */
    private long itemsToSkip() {
        long count = readLong();
        while (count < 0) {
            skip(length());
            count = readLong();
        }
        return within(count);
    }

    /** No item takes less than a byte. */
    private int within(long claimed) {
        if (claimed < 0 || claimed > remaining()) {
            throw new AvroRuntimeException("a length or count of " + claimed + " with " + remaining() + " bytes left");
        }
        return (int) claimed;
    }
}
