package io.blackroad.producer.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads {@link LoadTrace}s; a file whose name ends in {@code .gz} is unpacked. */
final class LoadTraceReader {
    private LoadTraceReader() {}

    static LoadTrace read(Path file) {
        return read(file, LoadForm.values());
    }

    /** @param allowed the forms that will do */
    static LoadTrace read(Path file, LoadForm... allowed) {
        String name = file.getFileName().toString();
        try (InputStream raw = Files.newInputStream(file);
                InputStream text = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return read(name, text, allowed);
        } catch (IOException e) {
            throw new TraceException("cannot read " + file + ": " + e, e);
        }
    }

    static LoadTrace read(String name, InputStream text, LoadForm... allowed) {
        try {
            return read(name, new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8)), allowed);
        } catch (IOException e) {
            throw new TraceException("cannot read " + name + ": " + e, e);
        }
    }

    private static LoadTrace read(String name, BufferedReader lines, LoadForm... allowed) throws IOException {
        String first = lines.readLine();
        LoadForm form = first == null ? null : LoadForm.of(first);
        if (form == null || !List.of(allowed).contains(form)) {
            String known = Stream.of(allowed).map(LoadForm::header).collect(Collectors.joining(" or "));
            throw new TraceException(name, 1, "a first line of " + known, first == null ? "" : first);
        }
        List<LoadPoint> points = new ArrayList<>();
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                points.add(point(name, form, number, line));
            }
        }
        if (points.isEmpty()) {
            throw new TraceException(name, number, "a row", "");
        }
        return form.load(name, new LoadPoints(name, points));
    }

    private static LoadPoint point(String name, LoadForm form, long number, String line) {
        try {
            return form.read(Fields.split(line, form.columns(), form.header()));
        } catch (UnexpectedValueException e) {
            throw new TraceException(name, number, e.expected(), e.found());
        }
    }
}
