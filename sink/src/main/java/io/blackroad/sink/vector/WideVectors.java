package io.blackroad.sink.vector;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own format of graphs, for vectors of more than the 1,024 numbers that it admits by default. What is written is the
 * same format under the same name, so plain Lucene reads it.
 */
final class WideVectors extends KnnVectorsFormat {
    /** Neighbours of a node in the graph, and candidates when one is added: found to give the recall that the bench shows. */
    private static final int NEIGHBOURS = 16;

    private static final int BEAM = 100;

    private final KnnVectorsFormat format;

    private WideVectors(KnnVectorsFormat format) {
        super(format.getName());
        this.format = format;
    }

    static Lucene912Codec codec() {
        WideVectors wide = new WideVectors(new Lucene99HnswVectorsFormat(NEIGHBOURS, BEAM));
        return new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return wide;
            }
        };
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
        return LuceneConfig.MAX_DIMENSIONS;
    }
}
