package io.blackroad.infra.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {
    @TempDir
    Path folder;

    @Test
    void classesAreNamedForWhatTheyDo() {
        assertThat(HouseRules.sources().stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .filter(HouseRules::isBanned))
                .as("Util, Helper, Manager, Impl, Common and Base say nothing: name the class for its duty, and put a "
                        + "function into the plural of what it works on (Costs.accrue)")
                .isEmpty();
    }

    @Test
    void filesStayShort() {
        assertThat(HouseRules.sources().stream().filter(file -> HouseRules.lines(file) > HouseRules.LONGEST_FILE))
                .as("above %d lines a class does two things: split it by duty", HouseRules.LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void linksOfThePagesLeadSomewhere() throws IOException {
        try (Stream<Path> pages = Files.list(HouseRules.root())) {
            List<String> dead = pages.filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> HouseRules.deadLinks(page).stream())
                    .toList();
            assertThat(dead).as("dead links: correct the path or the heading").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TimeUtil", "AgentManager", "RegistryImpl", "BaseProcessor", "KafkaHelpers", "CommonTopics"})
    void aNameThatSaysNothingIsFound(String name) {
        assertThat(HouseRules.isBanned(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DatabaseTable", "UtilizationBand", "Implication", "BasementIT", "AgentClient"})
    void aNameThatOnlyContainsTheLettersIsNot(String name) {
        assertThat(HouseRules.isBanned(name)).isFalse();
    }

    @Test
    void aDeadLinkIsFound() throws IOException {
        Path page = Files.writeString(
                folder.resolve("page.md"),
                "# One heading\n[good](page.md) [good](#one-heading) [other host](https://example.org/x)\n"
                        + "[no file](gone.md) [no heading](#gone)\n");

        assertThat(HouseRules.deadLinks(page)).containsExactly("page.md -> gone.md", "page.md -> #gone");
    }
}
