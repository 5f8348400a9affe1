package io.blackroad.infra.cli.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, as somebody reads it who pastes its examples. */
public record Page(String text) {
    /** A page of docs. */
    public static Page of(String name) {
        Path root = Path.of(System.getProperty("blackroad.root", "../.."));
        try {
            return new Page(Files.readString(root.resolve("docs").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its examples in a language, in order. */
    public List<String> examples(String language) {
        Matcher blocks =
                Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(text);
        return blocks.results().map(block -> block.group(1)).toList();
    }

    /** What an example says that it prints: its comments, each a part of the output. */
    public static List<String> outputs(String example) {
        return example.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .toList();
    }
}
