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
        String name = file.getFileName().toString();
        try (InputStream raw = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        name.endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8))) {
            return read(name, lines);
        } catch (IOException e) {
            throw new TraceException("cannot read " + file + ": " + e, e);
        }
    }

    private static LoadTrace read(String name, BufferedReader lines) throws IOException {
        String first = lines.readLine();
        LoadForm form = first == null ? null : LoadForm.of(first);
        if (form == null) {
            String known = Stream.of(LoadForm.values()).map(LoadForm::header).collect(Collectors.joining(" or "));
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
