package io.blackroad.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every schema that was ever released, {@code history/RECORD/vN.avsc}, types inside. Records of all of them lie in
 * somebody's topics, so none is ever changed or deleted. {@code main} writes the next file of every record that changed.
 */
final class SchemaHistory {
    private static final Path ROOT = Path.of("history");

    private SchemaHistory() {}

    /** Run it in the folder of this module. */
    public static void main(String[] arguments) throws IOException {
        for (Topic<?> topic : topics()) {
            Schema current = FactSchemas.published(topic.type());
            List<Schema> released = of(topic.type());
            if (released.isEmpty() || !newest(released).toString().equals(current.toString())) {
                Path file = file(topic.type(), released.size() + 1);
                Files.createDirectories(file.getParent());
                Files.writeString(
                        file, new ObjectMapper().readTree(current.toString()).toPrettyString() + "\n");
                System.out.println("wrote " + file);
            }
        }
    }

    static List<Topic<?>> topics() {
        List<Topic<?>> topics = new ArrayList<>(Topics.all());
        topics.removeIf(topic -> topic.type() == null);
        return topics;
    }

    /** Released schemas of a record, oldest first. */
    static List<Schema> of(Class<? extends SpecificRecord> type) {
        List<Schema> schemas = new ArrayList<>();
        for (int version = 1; Files.exists(file(type, version)); version++) {
            schemas.add(parse(file(type, version)));
        }
        return schemas;
    }

    static Schema newest(List<Schema> schemas) {
        return schemas.get(schemas.size() - 1);
    }

    static Path file(Class<? extends SpecificRecord> type, int version) {
        return ROOT.resolve(type.getSimpleName()).resolve("v" + version + ".avsc");
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
