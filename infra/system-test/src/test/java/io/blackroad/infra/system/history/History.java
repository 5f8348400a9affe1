package io.blackroad.infra.system.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file that events are written to while a run goes on, a line each, and judged by afterwards. Many threads may write. */
public final class History implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter out;

    public History(Path file) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file);
    }

    public synchronized void add(Event event) {
        try {
            out.write(JSON.writeValueAsString(event));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything so far, read back from the file. */
    public synchronized List<Event> events() {
        try {
            out.flush();
            List<Event> events = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                events.add(JSON.readValue(line, Event.class));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
