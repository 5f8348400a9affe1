package io.blackroad.infra.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** Where what came out differs from what was sent. */
public final class Differences {
    private final List<String> found = new ArrayList<>();

    /** Notes a difference, if there is one. */
    public void expect(String what, long sent, long came) {
        if (sent != came) {
            found.add(what + ": " + sent + " sent, " + came + " came out");
        }
    }

    /** Notes something else. */
    public void add(String difference) {
        found.add(difference);
    }

    /** All noted. */
    public List<String> found() {
        return List.copyOf(found);
    }
}
