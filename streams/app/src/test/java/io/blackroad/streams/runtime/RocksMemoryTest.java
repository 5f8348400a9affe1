package io.blackroad.streams.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Stores that are written and read for long take no more than the one cache and a few small buffers. */
class RocksMemoryTest {
    private static final int STORES = 4;
    private static final int ROWS = 8_000;
    private static final int ROW_BYTES = 1_000;
    private static final long BUFFERS = 2 * (2L << 20);
    private static final long CACHE = 32L << 20;
    private static final long SLACK = 1 << 20;

    @Test
    void manyStoresShareOneCacheAndKeepSmallBuffers(@TempDir Path folder) throws RocksDBException {
        RocksMemory memory = new RocksMemory();
        List<RocksDB> stores = new ArrayList<>();
        List<Options> all = new ArrayList<>();
        try {
            for (int i = 0; i < STORES; i++) {
                // As Kafka Streams prepares them.
                Options options =
                        new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
                memory.setConfig("store-" + i, options, Map.of());
                all.add(options);
                stores.add(RocksDB.open(options, folder.resolve("store-" + i).toString()));
            }
            for (RocksDB store : stores) {
                fill(store);
                assertThat(number(store, "rocksdb.cur-size-all-mem-tables")).isBetween(1L, BUFFERS + SLACK);
            }
            assertThat(stores)
                    .allSatisfy(store -> assertThat(number(store, "rocksdb.block-cache-capacity"))
                            .isEqualTo(CACHE));
            // What one store has read is in the cache that all of them see; what they write on their own comes and goes
            // meanwhile.
            read(stores.get(0));
            long used = number(stores.get(0), "rocksdb.block-cache-usage");
            assertThat(used).isPositive();
            assertThat(stores)
                    .allSatisfy(store -> assertThat(number(store, "rocksdb.block-cache-usage"))
                            .isGreaterThan(used / 2));
        } finally {
            stores.forEach(RocksDB::close);
            all.forEach(Options::close);
        }
    }

    private static void fill(RocksDB store) throws RocksDBException {
        Random random = new Random(7);
        byte[] row = new byte[ROW_BYTES];
        for (int key = 0; key < ROWS; key++) {
            random.nextBytes(row);
            store.put(key(key), row);
        }
    }

    private static void read(RocksDB store) throws RocksDBException {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            store.flush(flush);
        }
        for (int key = 0; key < ROWS; key++) {
            assertThat(store.get(key(key))).hasSize(ROW_BYTES);
        }
    }

    private static byte[] key(int number) {
        return Integer.toString(number).getBytes(UTF_8);
    }

    private static long number(RocksDB store, String property) {
        try {
            return store.getLongProperty(property);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }
}
