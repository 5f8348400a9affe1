package io.blackroad.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static final int MAX_BYTES = 150_000;
    private static final Pattern ASKED = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"|from '\\./([^']*)'");

    private static String text(String path) {
        return new String(PageFiles.at(path).orElseThrow().content(), StandardCharsets.UTF_8);
    }

    @Test
    void allOfItIsSmall() {
        int bytes = PageFiles.paths().stream()
                .mapToInt(path -> PageFiles.at(path).orElseThrow().content().length)
                .sum();
        assertThat(bytes).isLessThan(MAX_BYTES);
    }

    @Test
    void whatFilesAskForIsThereAndNothingElse() {
        Set<String> asked = new TreeSet<>(Set.of("/"));
        for (String path : PageFiles.paths()) {
            if (path.endsWith("uplot.js")) {
                continue;
            }
            Matcher matcher = ASKED.matcher(text(path));
            while (matcher.find()) {
                asked.add(matcher.group(1) == null ? "/assets/" + matcher.group(2) : matcher.group(1));
            }
        }
        assertThat(asked).containsExactlyInAnyOrderElementsOf(PageFiles.paths());
    }

    /** The policy forbids all of these; a file that has one would not work. */
    @Test
    void nothingIsInlineOrFromElsewhere() {
        assertThat(text("/")).doesNotContain("style=", "onclick", "<script>", "<style", "http:", "https:");
        for (String path : PageFiles.paths()) {
            if (path.startsWith("/assets/") && path.endsWith(".js") && !path.endsWith("uplot.js")) {
                assertThat(text(path))
                        .as(path)
                        .doesNotContain(
                                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http");
            }
        }
    }
}
