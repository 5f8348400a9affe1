package io.blackroad.infra.cli.gpu;

import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuShape;
import io.blackroad.gpu.Host;
import io.blackroad.infra.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes and pods as Alibaba publishes them in cluster-trace-gpu-v2023, by the names of their columns. */
final class OpenbFiles {
    /** The files count GPU in thousandths of a card, so that is the unit of a card's memory here. */
    private static final long CARD = 1_000;

    private static final long MEBIBYTE = 1L << 20;

    private OpenbFiles() {}

    static List<GpuNode> nodes(Path file) {
        List<GpuNode> nodes = new ArrayList<>();
        for (Row row : rows(file, "sn", "cpu_milli", "memory_mib", "gpu", "model")) {
            nodes.add(row.read(() -> new GpuNode(
                    row.text("sn"),
                    row.text("model"),
                    (int) row.number("gpu"),
                    CARD,
                    row.host(),
                    GpuNode.State.READY)));
        }
        return nodes;
    }

    static List<GpuShape> pods(Path file) {
        List<GpuShape> pods = new ArrayList<>();
        for (Row row : rows(file, "cpu_milli", "memory_mib", "num_gpu", "gpu_milli", "gpu_spec")) {
            pods.add(row.read(() -> {
                int cards = (int) row.number("num_gpu");
                int millis = cards == 0 ? 0 : cards == 1 ? (int) row.number("gpu_milli") : 1_000;
                String spec = row.text("gpu_spec");
                List<String> models = spec.isEmpty() ? List.of() : List.of(spec.split("\\|"));
                return new GpuShape(cards, millis, 0, models, row.host());
            }));
        }
        return pods;
    }

    private static List<Row> rows(Path file, String... needed) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + e, e);
        }
        Map<String, Integer> columns = new HashMap<>();
        String[] names = lines.isEmpty() ? new String[0] : lines.get(0).strip().split(",");
        for (int index = 0; index < names.length; index++) {
            columns.put(names[index], index);
        }
        List<String> missing = List.of(needed).stream()
                .filter(name -> !columns.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new CommandFailure(file + " has no column " + String.join(", ", missing)
                    + "; its first line must name the columns of cluster-trace-gpu-v2023");
        }
        List<Row> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                rows.add(new Row(
                        file + " line " + (line + 1), lines.get(line).strip().split(",", -1), columns));
            }
        }
        if (rows.isEmpty()) {
            throw new CommandFailure(file + " has no rows");
        }
        return rows;
    }

    private record Row(String place, String[] fields, Map<String, Integer> columns) {

        interface Reading<T> {
            T read();
        }

        <T> T read(Reading<T> reading) {
            try {
                return reading.read();
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(place + ": " + e.getMessage(), e);
            }
        }

        String text(String column) {
            int index = columns.get(column);
            return index < fields.length ? fields[index] : "";
        }

        long number(String column) {
            try {
                return Long.parseLong(text(column));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " is '" + text(column) + "', which is no whole number", e);
            }
        }

        Host host() {
            return new Host(number("cpu_milli"), number("memory_mib") * MEBIBYTE);
        }
    }
}
