package io.blackroad.gpu.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The models that are known by name, from {@code models.csv} beside this class, which names its sources. */
public final class KnownModels {
    private static final Map<String, ModelNumbers> ALL = read();

    private KnownModels() {}

    /** By name, in the order of the file. */
    public static Map<String, ModelNumbers> all() {
        return ALL;
    }

    /** A model by its short name or its repository. */
    public static Optional<ModelNumbers> find(String name) {
        return ALL.values().stream()
                .filter(model ->
                        model.id().equalsIgnoreCase(name) || model.repository().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Map<String, ModelNumbers> read() {
        Map<String, ModelNumbers> models = new LinkedHashMap<>();
        try (InputStream file = KnownModels.class.getResourceAsStream("models.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(KnownModels::row)
                    .forEach(model -> models.put(model.id(), model));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read models.csv", e);
        }
        return Collections.unmodifiableMap(models);
    }

    private static ModelNumbers row(String line) {
        String[] field = line.split(",");
        return new ModelNumbers(
                field[0],
                field[1],
                Long.parseLong(field[2]),
                Integer.parseInt(field[3]),
                Integer.parseInt(field[4]),
                Integer.parseInt(field[5]),
                Integer.parseInt(field[6]),
                Integer.parseInt(field[7]),
                Integer.parseInt(field[8]));
    }
}
