package io.blackroad.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.schema.RegistryHttp.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A client of any registry that speaks Confluent's REST protocol. Ids and schemas never change, so both are asked for once
 * and kept. Safe for use by many threads.
 *
 * <p>Every call may throw {@link RegistryUnreachableException} after its attempts, and {@link SchemaRegistryException} when
 * the registry refuses it; the message names address, subject or id, and answer.
 */
public final class RegistryClient implements SchemaRegistry {
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int SUBJECT_WITHOUT_LEVEL = 40408;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final RegistryHttp http;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final UnknownIds unknown = new UnknownIds(System::nanoTime);

    private record Registration(String subject, Schema schema) {}

    public RegistryClient(RegistrySettings settings) {
        this.http = new RegistryHttp(settings);
    }

    /** A client with the default patience. */
    public static RegistryClient of(URI url) {
        return new RegistryClient(RegistrySettings.of(url));
    }

    @Override
    public int register(String subject, Schema schema) {
        Registration wanted = new Registration(subject, schema);
        Integer known = ids.get(wanted);
        if (known != null) {
            return known;
        }
        int id = registerNow(wanted);
        ids.put(wanted, id);
        return id;
    }

    private int registerNow(Registration wanted) {
        String path = "/subjects/" + encoded(wanted.subject) + "/versions";
        Answer answer = http.send("POST", path, body(wanted.schema));
        if (answer.status() == CONFLICT || answer.status() == UNPROCESSABLE) {
            throw new IncompatibleSchemaException("the registry refused a schema of " + wanted.schema.getFullName()
                    + " for the subject " + wanted.subject + " (POST " + http.address(path) + "): " + answer
                    + "; add fields with defaults only, or take a new version of the topic");
        }
        return required(answer, "POST", path).path("id").asInt();
    }

    @Override
    public Schema byId(int id) {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        if (id < 1) {
            throw new UnknownSchemaException("no registry has a schema " + id + "; ids count from 1");
        }
        if (unknown.contains(id)) {
            throw new UnknownSchemaException(unknownMessage(id) + "; it was asked a moment ago");
        }
        Schema schema = fetch(id);
        byId.put(id, schema);
        return schema;
    }

    private Schema fetch(int id) {
        String path = "/schemas/ids/" + id;
        Answer answer = http.get(path);
        if (answer.errorCode() == SCHEMA_NOT_FOUND) {
            unknown.add(id);
            throw new UnknownSchemaException(unknownMessage(id));
        }
        JsonNode body = required(answer, "GET", path);
        String kind = body.path("schemaType").asText("AVRO");
        if (!kind.equals("AVRO") || !body.path("references").isEmpty()) {
            unknown.add(id);
            throw new UnknownSchemaException("schema " + id + " of " + http.address(path) + " is of kind " + kind
                    + " with " + body.path("references").size()
                    + " references; only Avro with its types inside can be read");
        }
        try {
            return parse(body.path("schema").asText());
        } catch (SchemaParseException e) {
            unknown.add(id);
            throw new UnknownSchemaException(
                    "schema " + id + " of " + http.address(path) + " is no valid Avro: " + e.getMessage(), e);
        }
    }

    private String unknownMessage(int id) {
        return "the registry at " + http.address("/schemas/ids/" + id) + " has no schema " + id;
    }

    /** The version of a subject that has exactly this schema; empty if there is none. */
    public Optional<RegisteredSchema> lookUp(String subject, Schema schema) {
        String path = "/subjects/" + encoded(subject);
        return found(http.send("POST", path, body(schema)), "POST", path).map(RegistryClient::registered);
    }

    /** All subjects. */
    public List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        required(http.get("/subjects"), "GET", "/subjects").forEach(name -> subjects.add(name.asText()));
        return subjects;
    }

    /** Numbers of the versions of a subject, oldest first; empty if it is unknown. */
    public List<Integer> versions(String subject) {
        String path = "/subjects/" + encoded(subject) + "/versions";
        List<Integer> versions = new ArrayList<>();
        found(http.get(path), "GET", path).ifPresent(list -> list.forEach(version -> versions.add(version.asInt())));
        return versions;
    }

    @Override
    public List<Schema> history(String subject) {
        return versions(subject).stream()
                .flatMap(version -> version(subject, version).stream())
                .map(RegisteredSchema::schema)
                .toList();
    }

    /** One version of a subject; empty if it is unknown. */
    public Optional<RegisteredSchema> version(String subject, int version) {
        return versionAt(subject, Integer.toString(version));
    }

    /** The newest version of a subject; empty if it is unknown. */
    public Optional<RegisteredSchema> latest(String subject) {
        return versionAt(subject, "latest");
    }

    private Optional<RegisteredSchema> versionAt(String subject, String version) {
        String path = "/subjects/" + encoded(subject) + "/versions/" + version;
        return found(http.get(path), "GET", path).map(RegistryClient::registered);
    }

    /** Why the registry would refuse a schema as the next one of a subject; empty if it would take it. */
    public List<String> incompatibilities(String subject, Schema schema) {
        String path = "/compatibility/subjects/" + encoded(subject) + "/versions?verbose=true";
        Optional<JsonNode> answer = found(http.send("POST", path, body(schema)), "POST", path);
        if (answer.isEmpty() || answer.get().path("is_compatible").asBoolean()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        answer.get().path("messages").forEach(message -> reasons.add(message.asText()));
        return reasons.isEmpty() ? List.of("the registry says no and does not say why") : reasons;
    }

    /** Level of every subject that has none of its own. */
    public Compatibility compatibility() {
        return level(required(http.get("/config"), "GET", "/config"));
    }

    /** Level of a subject; empty if it has none of its own. */
    public Optional<Compatibility> compatibility(String subject) {
        String path = "/config/" + encoded(subject);
        return found(http.get(path), "GET", path).map(RegistryClient::level);
    }

    /** Level that holds for a subject: its own, else that of all; empty if the registry does not know the subject. */
    public Optional<Compatibility> effectiveCompatibility(String subject) {
        String path = "/config/" + encoded(subject) + "?defaultToGlobal=true";
        return found(http.get(path), "GET", path).map(RegistryClient::level);
    }

    /** Sets the level of every subject that has none of its own. */
    public void setCompatibility(Compatibility level) {
        put("/config", level);
    }

    /** Sets the level of one subject. */
    public void setCompatibility(String subject, Compatibility level) {
        put("/config/" + encoded(subject), level);
    }

    private void put(String path, Compatibility level) {
        required(http.send("PUT", path, Map.of("compatibility", level.name())), "PUT", path);
    }

    private static Compatibility level(JsonNode body) {
        return Compatibility.valueOf(body.path("compatibilityLevel")
                .asText(body.path("compatibility").asText()));
    }

    private static RegisteredSchema registered(JsonNode body) {
        return new RegisteredSchema(
                body.path("subject").asText(),
                body.path("version").asInt(),
                body.path("id").asInt(),
                parse(body.path("schema").asText()));
    }

    private Optional<JsonNode> found(Answer answer, String method, String path) {
        int code = answer.errorCode();
        boolean absent = code == SUBJECT_NOT_FOUND
                || code == VERSION_NOT_FOUND
                || code == SCHEMA_NOT_FOUND
                || code == SUBJECT_WITHOUT_LEVEL;
        return absent ? Optional.empty() : Optional.of(required(answer, method, path));
    }

    private JsonNode required(Answer answer, String method, String path) {
        if (answer.ok() && !answer.body().isMissingNode()) {
            return answer.body();
        }
        throw new SchemaRegistryException(method + " " + http.address(path) + " answered " + answer
                + "; is this the root of the Confluent protocol, and are the credentials right?");
    }

    private static Map<String, String> body(Schema schema) {
        return Map.of("schema", schema.toString());
    }

    /** Defaults that others wrote badly do no harm to a reader. The parser's own way to refuse a type may be a null pointer. */
    private static Schema parse(String text) {
        try {
            return new Schema.Parser().setValidateDefaults(false).parse(text);
        } catch (SchemaParseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SchemaParseException(e);
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
