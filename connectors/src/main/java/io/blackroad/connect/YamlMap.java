package io.blackroad.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One map of the file, with its path in it. A key that is missing or wrong is noted in {@link Problems} and read as
 * nothing, so that one pass finds every error; {@link #sound} says which keys can be compared with one another.
 */
final class YamlMap {
    private final String path;
    private final Node node;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, YamlMap> maps = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> unsound = new TreeSet<>();

    YamlMap(String path, Node node, Problems problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode map) {
            map.getValue().forEach(this::take);
        } else if (node != null && !isNull(node)) {
            problems.add(path, node, "a map is expected, not " + kindOf(node));
        }
    }

    private void take(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            problems.add(path, entry.getKeyNode(), "a key must be a word, not " + kindOf(entry.getKeyNode()));
            return;
        }
        String name = key.getValue();
        if (keys.containsKey(name)) {
            int first = Problems.lineOf(keys.get(name));
            problems.add(pathOf(name), key, "is there twice, first on line " + first + "; remove one");
            return;
        }
        keys.put(name, key);
        values.put(name, entry.getValueNode());
    }

    Node node() {
        return node;
    }

    String path() {
        return path;
    }

    String pathOf(String key) {
        return path.isEmpty() ? Wording.plain(key) : path + "." + Wording.plain(key);
    }

    Set<String> keys() {
        return keys.keySet();
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** True if each of these keys was read and had nothing wrong. */
    boolean sound(String... read) {
        return Set.of(read).stream().noneMatch(unsound::contains);
    }

    /** Notes an error of one key. */
    void fail(String key, String problem) {
        unsound.add(key);
        problems.add(pathOf(key), values.getOrDefault(key, node), problem);
    }

    /** Notes an error of the key itself rather than its value. */
    void failKey(String key, String problem) {
        unsound.add(key);
        problems.add(pathOf(key), keys.get(key), problem);
    }

    /** The scalar of a required key, or null after noting why there is none. */
    ScalarNode scalar(String key) {
        if (!has(key)) {
            fail(key, "is missing");
            return null;
        }
        if (values.get(key) instanceof ScalarNode scalar && !isNull(scalar)) {
            return scalar;
        }
        fail(key, "a single value is expected, not " + kindOf(values.get(key)));
        return null;
    }

    /** Text of a required scalar whatever its form; empty after noting why there is none. */
    String scalarText(String key) {
        ScalarNode scalar = scalar(key);
        return scalar == null ? "" : scalar.getValue();
    }

    /** The map of a required key; an empty one after noting why there is none. Asked twice, it notes once. */
    YamlMap map(String key) {
        return maps.computeIfAbsent(key, missing -> {
            if (!has(missing)) {
                fail(missing, "is missing");
            }
            return new YamlMap(pathOf(missing), values.get(missing), problems);
        });
    }

    /** The rows of a required map of rows, by their names in the file's order; names must match. */
    Map<String, YamlMap> rows(Pattern names, String rightNames) {
        if (keys.isEmpty() && (node instanceof MappingNode || isNull(node))) {
            problems.add(path, node, "is empty; at least one row is needed");
        }
        Map<String, YamlMap> rows = new LinkedHashMap<>();
        for (String name : keys()) {
            if (!names.matcher(name).matches()) {
                failKey(name, "the name must be " + rightNames);
            }
            rows.put(name, map(name));
        }
        return rows;
    }

    /** The maps of a required list of maps. */
    List<YamlMap> list(String key) {
        if (!has(key)) {
            fail(key, "is missing");
            return List.of();
        }
        if (!(values.get(key) instanceof SequenceNode list) || list.getValue().isEmpty()) {
            fail(key, "a list of at least one row is expected, not " + kindOf(values.get(key)));
            return List.of();
        }
        List<YamlMap> maps = new ArrayList<>();
        for (Node element : list.getValue()) {
            maps.add(new YamlMap(pathOf(key) + "[" + maps.size() + "]", element, problems));
        }
        return maps;
    }

    /** Notes every key that nobody has asked for. */
    void refuseOtherKeys() {
        for (String key : keys()) {
            if (!asked.contains(key)) {
                problems.add(pathOf(key), keys.get(key), "is not known here; " + Wording.instead(key, asked));
            }
        }
    }

    private static boolean isNull(Node node) {
        return node != null && node.getTag().equals(Tag.NULL);
    }

    private static String kindOf(Node node) {
        if (node instanceof MappingNode) {
            return "a map";
        }
        if (node instanceof SequenceNode) {
            return ((SequenceNode) node).getValue().isEmpty() ? "an empty list" : "a list";
        }
        return isNull(node) ? "nothing" : Wording.quote(((ScalarNode) node).getValue());
    }
}
