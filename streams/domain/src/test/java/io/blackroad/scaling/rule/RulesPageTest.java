package io.blackroad.scaling.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.scaling.ParameterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every kind and every parameter that a rule may have is on the page of rules. */
class RulesPageTest {

    @Test
    void everyParameterIsWrittenDown() throws IOException {
        String page = Files.readString(Path.of("../../docs/rules.md"));
        Set<String> names = new TreeSet<>();
        for (String kind : Kinds.names()) {
            // What another kind brings is on a page of its own.
            if (page.contains("### `" + kind + "`")) {
                names.addAll(asked(kind));
            } else {
                assertThat(page).contains("`" + kind + "`");
            }
        }
        ParameterReader limits = new ParameterReader("", Map.of(), new ArrayList<>());
        LimitParameters.read(limits);
        names.addAll(limits.asked());
        assertThat(names).contains("targetPercent", "targetValue", "limits.dollarsPerMonth");
        assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static Set<String> asked(String kind) {
        Set<String> asked = new TreeSet<>();
        for (Map<String, String> given : List.of(Map.<String, String>of(), Map.of("metric", "queued"))) {
            ParameterReader reader = new ParameterReader("", given, new ArrayList<>());
            Kinds.of(kind).parameters(reader);
            asked.addAll(reader.asked());
        }
        return asked;
    }
}
