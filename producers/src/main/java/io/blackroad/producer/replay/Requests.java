package io.blackroad.producer.replay;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The requests of a recorded load, in the order in which they arrived, counted from 1. */
public interface Requests extends AutoCloseable {

    /**
     * The next request; null at the end.
     *
     * @throws TraceException if what follows is not of the format
     */
    TraceRequest next();

    /** How much of the text was read so far, in characters. Any thread may ask. */
    long charactersRead();

    @Override
    void close();

    /**
     * Those of files that began at the same time.
     *
     * @throws TraceException if a file cannot be read or its first lines are not of the format
     */
    static Requests open(List<Path> files, TraceFormat format) {
        List<Requests> parts = new ArrayList<>();
        try {
            files.forEach(file -> parts.add(format.open(file)));
        } catch (RuntimeException e) {
            parts.forEach(Requests::close);
            throw e;
        }
        return parts.size() == 1 ? parts.get(0) : new MergedRequests(parts);
    }

    /**
     * Those of a stream, such as standard input.
     *
     * @param name what errors call it
     */
    static Requests of(String name, InputStream in, TraceFormat format) {
        return format.of(name, in);
    }
}
