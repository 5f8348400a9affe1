package io.blackroad.infra.cli.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the sources must keep to, beyond what a compiler sees. */
final class HouseRules {
    static final int LONGEST_FILE = 400;

    /** Names that say nothing of what a class is for. */
    private static final Set<String> BANNED =
            Set.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl", "Common", "Base");

    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^]]*]\\(([^)\\s]+)\\)");

    private HouseRules() {}

    static Path root() {
        return Path.of(System.getProperty("blackroad.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    /** Java files of all modules, generated ones left out. */
    static List<Path> sources() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> root().relativize(file).toString().contains("src/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The banned word in a class name, if there is one. */
    static boolean isBanned(String className) {
        Matcher words = WORD.matcher(className);
        while (words.find()) {
            if (BANNED.contains(words.group())) {
                return true;
            }
        }
        return false;
    }

    static int lines(Path file) {
        return read(file).split("\n").length;
    }

    /** Links of a page to files or headings that are not there; links to other hosts are not followed. */
    static List<String> deadLinks(Path page) {
        List<String> dead = new ArrayList<>();
        Matcher links = LINK.matcher(read(page));
        while (links.find()) {
            String link = links.group(1);
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                dead.add(page.getFileName() + " -> " + link);
            }
        }
        return dead;
    }

    private static boolean leadsSomewhere(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || headings(target).contains(link.substring(hash + 1));
    }

    private static List<String> headings(Path page) {
        return read(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ *", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
