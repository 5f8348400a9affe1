package io.blackroad.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * What RocksDB may take outside of the heap. By Kafka's defaults each store of each partition has a cache of 50 MB and up to
 * three write buffers of 16 MB, which fill for hours: with 16 partitions that is gigabytes. Here all stores of a process share
 * one cache, and their write buffers are small.
 *
 * <p>A write buffer manager would bound all buffers together; it flushes the oldest of them again and again where there are
 * many that are small, which are most of ours.
 */
public final class RocksMemory implements RocksDBConfigSetter {
    /** Blocks, indexes and filters of all stores together; blocks of files that are gone stay in it until it is full. */
    private static final long CACHE_BYTES = 32L << 20;

    private static final long WRITE_BUFFER_BYTES = 2L << 20;
    private static final int WRITE_BUFFERS = 2;

    /** What a write buffer takes as soon as there is something in it; by default half of it. */
    private static final long ARENA_BYTES = 64L << 10;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        options.setArenaBlockSize(ARENA_BYTES);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache is everybody's.
    }
}
