package io.blackroad.streams.scaling;

import io.blackroad.scaling.Memory;
import io.blackroad.streams.stored.StoredMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Memories of rule parts and limits. In a store, where they are written each tick, their numbers are bytes: zigzag
 * varints, as in Avro's binary encoding of a long. In evidence, where people read them, they are numbers.
 */
final class MemoryWire {
    private static final int LONGEST = 10;

    private MemoryWire() {}

    static StoredMemory stored(Memory memory) {
        return new StoredMemory(memory.owner(), memory.version(), packed(memory));
    }

    /** Null stands for a memory of before there were any. */
    static Memory memory(StoredMemory stored) {
        return stored == null
                ? Memory.NONE
                : Memory.of(stored.getOwner(), stored.getVersion(), unpacked(stored.getValues()));
    }

    static io.blackroad.schema.Memory published(Memory memory) {
        return new io.blackroad.schema.Memory(
                memory.owner(),
                memory.version(),
                Arrays.stream(memory.values()).boxed().toList());
    }

    static Memory remembered(io.blackroad.schema.Memory published) {
        return Memory.of(
                published.getOwner(),
                published.getVersion(),
                published.getValues().stream().mapToLong(Long::longValue).toArray());
    }

    static List<StoredMemory> stored(List<Memory> memories) {
        List<StoredMemory> stored = new ArrayList<>(memories.size());
        for (Memory memory : memories) {
            stored.add(stored(memory));
        }
        return stored;
    }

    static List<Memory> memories(List<StoredMemory> stored) {
        List<Memory> memories = new ArrayList<>(stored.size());
        for (StoredMemory one : stored) {
            memories.add(memory(one));
        }
        return memories;
    }

    static List<io.blackroad.schema.Memory> published(List<Memory> memories) {
        return memories.stream().map(MemoryWire::published).toList();
    }

    static List<Memory> remembered(List<io.blackroad.schema.Memory> published) {
        return published.stream().map(MemoryWire::remembered).toList();
    }

    private static ByteBuffer packed(Memory memory) {
        byte[] bytes = new byte[LONGEST * memory.size()];
        int length = 0;
        for (int i = 0; i < memory.size(); i++) {
            long value = memory.at(i) << 1 ^ memory.at(i) >> 63;
            while ((value & ~0x7FL) != 0) {
                bytes[length++] = (byte) (value & 0x7F | 0x80);
                value >>>= 7;
            }
            bytes[length++] = (byte) value;
        }
        return ByteBuffer.wrap(bytes, 0, length);
    }

    private static long[] unpacked(ByteBuffer given) {
        ByteBuffer bytes = given.duplicate();
        long[] values = new long[bytes.remaining()];
        int count = 0;
        while (bytes.hasRemaining()) {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes.get();
                value |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
            values[count++] = value >>> 1 ^ -(value & 1);
        }
        return Arrays.copyOf(values, count);
    }
}
