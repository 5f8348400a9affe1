package io.blackroad.infra.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostRateTest {
    private static final String USAGE = """
            kind,agent,region,service,provider,item,amount,from,to
            agent,writer-1,us-east,api,railway,vcpu,0.5,2026-03-01T00:00:00Z,2026-03-01T00:10:00Z
            agent,writer-1,us-east,api,railway,vcpu,2,2026-03-01T00:10:00Z,2026-03-01T01:30:00Z
            agent,writer-2,us-east,worker,railway,memory-gb,4,2026-03-01T00:00:00Z,2026-03-01T02:00:00Z
            idle,,us-east,,railway,vcpu,1,2026-03-01T00:00:00Z,2026-03-01T02:00:00Z
            overhead,,us-east,api,cloudflare,request,1000000,2026-03-01T00:30:00Z,
            """;

    @TempDir
    Path folder;

    @Test
    void everyNanoDollarGoesToSomebody() throws IOException {
        JsonNode answer = new ObjectMapper()
                .readTree(run(0, USAGE, "--by", "kind", "--json").out());
        // 165 core minutes of agents and 120 idle ones at 463,000; 480 GB minutes at 231,000; a million requests at
        // 500.
        assertThat(answer.path("nanoDollars").path("agent").asLong()).isEqualTo(165 * 463_000 + 480 * 231_000);
        assertThat(answer.path("nanoDollars").path("idle").asLong()).isEqualTo(120 * 463_000);
        assertThat(answer.path("nanoDollars").path("overhead").asLong()).isEqualTo(500_000_000);
        assertThat(answer.path("total").asLong()).isEqualTo(285 * 463_000 + 480 * 231_000 + 500_000_000);
        assertThat(answer.path("open").asLong()).isZero();
        assertThat(answer.path("monthToDate")).isEqualTo(answer.path("total"));
        assertThat(answer.path("runRate").asLong())
                .isEqualTo(answer.path("total").asLong() * 31 * 24 / 2);
    }

    @Test
    void thePageNamesWhatItIsAddedUpBy() throws IOException {
        String page = run(0, USAGE, "--by", "service").out();
        assertThat(page.lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith("(idle) $0.055560000", "api $0.576395000", "worker $0.110880000", "total $0.742835000");
    }

    @Test
    void anotherControlFileRatesTheSameUseAnew() throws IOException {
        String yaml = io.blackroad.connect.ControlFile.defaultText()
                .replace("dollars: 0.000463,  unit: minute", "dollars: 0.000926,  unit: minute");
        Path control = Files.writeString(folder.resolve("dear.yaml"), yaml);
        assertThat(run(0, USAGE, "--control", control.toString()).out()).contains("$0.111120000");
    }

    @Test
    void allMistakesAreToldWithTheirLines() throws IOException {
        String err = run(1, """
                kind,agent,region,service,provider,item,amount,from,to
                agent,,us-east,api,railway,vcpu,1,2026-03-01T00:00:00Z,2026-03-01T00:10:00Z
                agents,a,us-east,api,railway,vcpu,1,2026-03-01T00:00:00Z,2026-03-01T00:10:00Z
                agent,a,us-east,api,railway,vcpu,much,2026-03-01T00:00:00Z,2026-03-01T00:10:00Z
                agent,a,us-east,api,railway,vcpu,1,today,
                agent,a,us-east,api,railway,vcpu,1,2026-03-02T00:00:00Z,2026-03-01T00:10:00Z
                agent,a
                """).err();
        assertThat(err)
                .contains("line 2: agent is empty", "line 3: kind is 'agents'", "line 4: amount is 'much'")
                .contains("line 5: from is 'today'", "line 6: held from", "line 7: 2 fields, must be 9");
    }

    @Test
    void whatHasNoPriceIsNotFree() throws IOException {
        String usage = UsageFile.COLUMNS + "\nagent,a,r,s,nobody,gold,1,2026-03-01T00:00:00Z,2026-03-02T00:00:00Z\n";
        assertThat(run(1, usage).err()).contains("no price holds for nobody/gold");
        assertThat(run(1, UsageFile.COLUMNS + "\n").err()).contains("has nothing in it");
        assertThat(run(1, "a,b\n").err()).contains("the first line must be " + UsageFile.COLUMNS);
    }

    private World run(int code, String usage, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("usage.csv"), usage);
        World world = new World(folder);
        String[] words = new String[3 + options.length];
        words[0] = "cost";
        words[1] = "rate";
        words[2] = file.toString();
        System.arraycopy(options, 0, words, 3, options.length);
        assertThat(world.run(words)).as(world.err()).isEqualTo(code);
        return world;
    }
}
