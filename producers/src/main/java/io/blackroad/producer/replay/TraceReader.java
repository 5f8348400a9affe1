package io.blackroad.producer.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * The requests of one trace, one after the other, without holding the trace in memory. A row that counts several has
 * them spread evenly until the next row; those of the last row over as long as the row before had.
 */
public final class TraceReader implements Requests {
    /** A line beyond this is no row of a trace, and must not fill the memory. */
    private static final int LONGEST_LINE = 64 << 10;

    /** Spreadsheets put it in front of what they export. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final RowParser parser;
    private final BufferedReader lines;
    private final StringBuilder line = new StringBuilder();
    private long lineNumber;
    private final AtomicLong charactersRead = new AtomicLong();
    private long firstMicros;
    private TraceRow row;
    private TraceRow following;
    private long intervalMicros;
    private long given;
    private long number;

    private TraceReader(String name, TraceFormat format, InputStream in) {
        this.name = name;
        this.parser = format.parser();
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        readHeader();
        row = readRow(null);
        following = row == null ? null : readRow(row);
        firstMicros = row == null ? 0 : row.atMicros();
        measure();
    }

    /**
     * A trace in a file, unpacked if its name ends in {@code .gz}.
     *
     * @throws TraceException if the file cannot be read or its first lines are not of the format
     */
    public static TraceReader open(Path file, TraceFormat format) {
        InputStream in = null;
        try {
            in = Files.newInputStream(file);
            boolean packed = file.getFileName().toString().endsWith(".gz");
            return new TraceReader(file.getFileName().toString(), format, packed ? new GZIPInputStream(in) : in);
        } catch (IOException | RuntimeException e) {
            closeQuietly(in, e);
            if (e instanceof RuntimeException known) {
                throw known;
            }
            throw new TraceException("cannot read " + file + ": " + e, e);
        }
    }

    /**
     * A trace from a stream, such as standard input.
     *
     * @param name what errors call it
     */
    public static TraceReader of(String name, InputStream in, TraceFormat format) {
        return new TraceReader(name, format, in);
    }

    /** @throws TraceException if a line is not of the format or goes back in time */
    @Override
    public TraceRequest next() {
        while (row != null && given == row.count()) {
            row = following;
            following = row == null ? null : readRow(row);
            given = 0;
            measure();
        }
        if (row == null) {
            return null;
        }
        // Not given * interval / count: that overflows for long intervals with many requests.
        long offset = (long) ((double) given / row.count() * intervalMicros);
        given++;
        number++;
        return new TraceRequest(
                number,
                row.atMicros() - firstMicros + offset,
                row.inputTokens(),
                row.outputTokens(),
                row.region(),
                row.service(),
                row.claim());
    }

    @Override
    public long charactersRead() {
        return charactersRead.get();
    }

    /** Without a following row the interval stays what it was. */
    private void measure() {
        if (following != null) {
            intervalMicros = following.atMicros() - row.atMicros();
        }
    }

    private void readHeader() {
        if (parser.header() == null) {
            return;
        }
        String first = readLine();
        if (first != null && first.startsWith(BYTE_ORDER_MARK)) {
            first = first.substring(1);
        }
        if (first == null || !first.equals(parser.header())) {
            throw new TraceException(name, 1, "the line " + parser.header(), first == null ? "" : first);
        }
    }

    private TraceRow readRow(TraceRow before) {
        String text = readLine();
        while (text != null && text.isBlank()) {
            text = readLine();
        }
        if (text == null) {
            return null;
        }
        try {
            TraceRow read = parser.parse(text);
            if (before != null && read.atMicros() < before.atMicros()) {
                throw new UnexpectedValueException("a time not before that of the row above", text);
            }
            return read;
        } catch (UnexpectedValueException e) {
            throw new TraceException(name, lineNumber, e.expected(), e.found());
        }
    }

    private String readLine() {
        line.setLength(0);
        try {
            int read = lines.read();
            if (read < 0) {
                return null;
            }
            lineNumber++;
            while (read >= 0 && read != '\n') {
                if (line.length() == LONGEST_LINE) {
                    throw new TraceException(
                            name, lineNumber, "at most " + LONGEST_LINE + " characters", line.toString());
                }
                line.append((char) read);
                read = lines.read();
            }
        } catch (IOException e) {
            throw new TraceException("cannot read " + name + " after line " + lineNumber + ": " + e, e);
        }
        int length = line.length();
        charactersRead.addAndGet(length + 1L);
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new TraceException("cannot close " + name + ": " + e, e);
        }
    }

    private static void closeQuietly(InputStream in, Exception reason) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
