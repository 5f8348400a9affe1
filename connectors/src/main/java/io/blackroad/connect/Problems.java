package io.blackroad.connect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong, so that reading can go on to the next error. */
final class Problems {
    private final List<ControlError> errors = new ArrayList<>();

    void add(String path, Node at, String problem) {
        errors.add(new ControlError(path, lineOf(at), problem));
    }

    /** In the order of the file's lines. */
    List<ControlError> all() {
        return errors.stream()
                .sorted(Comparator.comparingInt(ControlError::line))
                .toList();
    }

    static int lineOf(Node node) {
        return node == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
