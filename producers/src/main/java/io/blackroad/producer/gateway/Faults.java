package io.blackroad.producer.gateway;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one fact, gathered while it is read, so that it is mended once. */
final class Faults {
    /** A body of unknown fields must not become an answer many times its size. */
    static final int MAX = 50;

    private static final int MAX_NAME = 64;

    private final String root;
    private final List<Fault> found = new ArrayList<>(0);

    /** @param root pointer of the fact in the body */
    Faults(String root) {
        this.root = root;
    }

    /** Adds one at the fact itself. */
    void add(String problem) {
        add("", problem);
    }

    /** Adds one at a field; an empty name is the fact itself. */
    void add(String field, String problem) {
        if (found.size() < MAX) {
            found.add(new Fault(field.isEmpty() ? root : root + "/" + step(field), problem));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Fault> all() {
        return List.copyOf(found);
    }

    /** One step of a pointer, escaped as RFC 6901 says; a name that nobody would read to its end is cut. */
    private static String step(String name) {
        String cut = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "..." : name;
        return cut.replace("~", "~0").replace("/", "~1");
    }
}
