package io.blackroad.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The way to a decision, in sentences; written only when somebody asks. */
final class Steps {
    private final List<String> sentences;

    private Steps(List<String> sentences) {
        this.sentences = sentences;
    }

    static Steps ignored() {
        return new Steps(null);
    }

    static Steps written() {
        return new Steps(new ArrayList<>());
    }

    boolean wanted() {
        return sentences != null;
    }

    void add(String format, Object... arguments) {
        if (sentences != null) {
            sentences.add(String.format(Locale.ROOT, format, arguments));
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
