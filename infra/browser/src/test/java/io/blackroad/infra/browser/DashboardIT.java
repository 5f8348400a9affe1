package io.blackroad.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeatState;
import io.blackroad.streams.live.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page shows and how it is used. */
class DashboardIT extends ShownPage {
    @Test
    void showsFiveThingsAndAsksNobodyElse() {
        fleet.targetsOfAllRegions();
        fleet.agents(AGENTS);
        visit("");
        live();
        assertThat(page.locator("h2"))
                .containsText(new String[] {"Replicas", "Queue", "Cost", "Agents", "Last decisions"});
        assertThat(page.locator(".charts figure")).hasCount(9);
        assertThat(page.locator("#map")).hasAttribute("aria-label", Pattern.compile("^3,000 agents: .*"));
        assertThat(page.locator(".decisions > li").first()).containsText("hold 20");
        assertThat(page.locator("section", hasHeading("Queue")).locator(".big")).hasText("54");
        assertThat(page.locator("section", hasHeading("Cost"))).containsText("paid for yet");
        assertThat(asked)
                .isNotEmpty()
                .allMatch(url -> url.startsWith(server.url().toString()));
        assertThat(errors).isEmpty();
    }

    private static Page.LocatorOptions hasHeading(String title) {
        return new Page.LocatorOptions().setHasText(title);
    }

    @Test
    void showsWhatHappensAsItHappens() {
        fleet.targetsOfAllRegions();
        fleet.agents(AGENTS);
        visit("");
        live();
        ScaleDecided up = fleet.decide(WORKERS, Direction.UP, 20, 29);
        Locator first = page.locator(".decisions > li").first();
        assertThat(first).containsText("up 20 → 29");
        assertThat(first).containsText(up.getReason());
        assertThat(page.getByLabel(Pattern.compile("^us-east/worker: 20 run, 29 wanted.*")))
                .hasCount(1);
        fleet.add(new Sight(new Seat("one-more", "us-east", "us-east-w-000"), SeatState.REGISTERED, Sight.UNKNOWN));
        assertThat(page.locator("#map")).hasAttribute("aria-label", Pattern.compile("^3,001 agents: .* 1 starting.*"));
        assertThat(errors).isEmpty();
    }

    @Test
    void aDecisionsPageShowsTheNumbersOfTheApi() throws Exception {
        fleet.targetsOfAllRegions();
        String id = fleet.decide(WORKERS, Direction.UP, 20, 29).getDecisionId();
        JsonNode decision = get("/v1/decisions/" + id);
        visit("#/decision/" + id);
        Locator main = page.locator("main");
        assertThat(main.locator("h1")).hasText("▲ up 20 → 29");
        assertThat(main).containsText(decision.path("decisionId").asText());
        assertThat(page.locator("#reason")).hasText(decision.path("reason").asText());
        assertThat(page.locator(".timeline h2")).hasText(new String[] {
            "Evidence", "Rule", "What each kind proposed", "Limits", "Result", "Applied", "Did it help"
        });
        JsonNode sample = decision.at("/evidence/sample");
        assertThat(step("Evidence"))
                .containsText(sample.path("agents").asInt() + ": "
                        + sample.path("fresh").asInt() + " fresh, "
                        + sample.path("missing").asInt() + " missing");
        assertThat(step("Evidence"))
                .containsText(tenths(sample.path("cpuUsedMillis").asInt(), 1_000) + " of "
                        + tenths(sample.path("cpuRequestedMillis").asInt(), 1_000) + " cores");
        assertThat(step("Rule"))
                .containsText(decision.at("/evidence/rule/minReplicas").asInt() + " to "
                        + decision.at("/evidence/rule/maxReplicas").asInt() + " replicas");
        assertThat(step("What each kind proposed").locator("tbody td")).hasText(new String[] {
            "guide",
            decision.at("/proposals/0/replicas").asText(),
            decision.at("/proposals/0/reason").asText()
        });
        assertThat(step("Result"))
                .containsText(tenths(decision.path("utilizationPermille").asInt(), 10) + " % now, "
                        + tenths(decision.path("predictedPermille").asInt(), 10) + " % expected");
        assertThat(step("Result")).containsText("+$0.25 an hour");
        assertThat(page.locator("#equal")).containsText("Equal");
        assertThat(errors).isEmpty();
    }

    private Locator step(String title) {
        return page.locator(".timeline > li", new Page.LocatorOptions().setHasText(Pattern.compile("^" + title)));
    }

    private static String tenths(int number, int unit) {
        return String.format(Locale.ROOT, "%.1f", number / (double) unit);
    }

    @Test
    void theKeyboardReachesEverything() {
        fleet.targetsOfAllRegions();
        fleet.agents(90);
        visit("");
        live();
        assertThat(page.locator(".charts figure")).hasCount(9);
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            reached.add(
                    (String)
                            page.evaluate(
                                    "() => { const e = document.activeElement; return e.id || e.getAttribute('href') || e.textContent; }"));
        }
        assertThat(reached)
                .contains(
                        "#main",
                        "#/",
                        "#/decisions",
                        "#/gpu",
                        "#/shadow",
                        "#/rules",
                        "#/alerts",
                        "#/plan",
                        "find-id",
                        "Open",
                        "theme",
                        "map")
                .contains("#/target/us-east/worker", "Replicas as a table", "Queue as a table", "Fleet as a table")
                .contains("#/decision/us-east.worker.1");

        page.locator("#map").focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator(".map-text")).containsText("ap-south-w-000");
        String first = page.locator(".map-text").textContent();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".map-text")).not().hasText(first);
        String chosen = page.locator(".map-text").textContent();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(chosen.substring(0, chosen.indexOf(' ')));
        assertThat(page.locator("main")).isFocused();
        assertThat(errors).isEmpty();
    }

    @Test
    void aTableLiesBehindEachPicture() {
        fleet.targetsOfAllRegions();
        fleet.agents(90);
        visit("");
        live();
        page.getByText("Replicas as a table").click();
        assertThat(page.getByLabel("Replicas by target").locator("tbody tr")).hasCount(9);
        page.getByText("Fleet as a table").click();
        Locator rows = page.getByLabel("Agents by worker").locator("tbody tr");
        assertThat(rows).hasCount(3);
        assertThat(rows.first().locator("td")).containsText(new String[] {"ap-south", "ap-south-w-000", "30"});
        rows.first().locator("a").click();
        assertThat(page.locator("h1")).hasText("ap-south-w-000");
        assertThat(page.locator("tbody tr")).hasCount(30);
        assertThat(errors).isEmpty();
    }

    @Test
    void aHostileIdIsTextAndNothingElse() {
        String id = "<img src=x onerror=\"window.hacked=1\">";
        String worker = "<script>window.hacked=1</script>";
        fleet.targetsOfAllRegions();
        fleet.add(new Sight(new Seat(id, "\"><b>", worker), SeatState.BUSY, 50));
        visit("");
        live();
        page.getByText("Fleet as a table").click();
        assertThat(page.getByLabel("Agents by worker")).containsText(worker);
        page.getByLabel("Agents by worker").locator("tbody a").click();
        assertThat(page.locator("h1")).hasText(worker);
        page.locator("tbody a").click();
        assertThat(page.locator("h1")).hasText(id);
        assertThat(page.evaluate("() => window.hacked")).isNull();
        assertThat(page.locator("main img, main script, main b")).hasCount(0);
        assertThat(errors).isEmpty();
    }

    @Test
    void thirtyThousandAgentsAreShownEachInItsState() {
        fleet.targetsOfAllRegions();
        fleet.agents(30_000);
        visit("");
        live();
        assertThat(page.locator("#map")).hasAttribute("aria-label", Pattern.compile("^30,000 agents: .*310 failed.*"));
        fleet.move(40);
        page.waitForFunction("() => document.querySelector('#map').fleetMap.fleet.rounds > 2");
        // Where each agent of the fleet is painted, its pixel has the colour of its state and load.
        Object wrong = page.evaluate("() => { const map = document.querySelector('#map').fleetMap; map.paint();"
                + " const {x, y, order} = map.plan; const {frame} = map.fleet; let wrong = 0;"
                + " for (const seat of order) { const at = Math.round(y[seat] * map.ratio) * map.canvas.width"
                + "   + Math.round(x[seat] * map.ratio); const letter = String.fromCharCode(frame[2 * seat]);"
                + "   if (!map.colours[letter].includes(map.pixels[at] | 0)) wrong++; }"
                + " return [order.length, new Set(order.map(s => x[s] + ' ' + y[s])).size, wrong].join(); }");
        assertThat(wrong).isEqualTo("30000,30000,0");
        assertThat(errors).isEmpty();
    }

    @Test
    void rulesAreTriedWithoutChangingThem() {
        fleet.targetsOfAllRegions();
        visit("#/rules");
        Locator worker = page.locator("main > section").last();
        assertThat(worker.locator("h2")).hasText("worker");
        worker.getByLabel("most").fill("21");
        worker.getByLabel("up above %").fill("50");
        worker.locator("button").click();
        assertThat(worker.locator("tbody tr")).hasCount(3);
        assertThat(worker.locator("tbody tr").first()).containsText("up 20 → 21");
        worker.getByLabel("fewest").fill("22");
        worker.locator("button").click();
        assertThat(worker.locator(".wrong")).containsText("22");
        errors.removeIf(error -> error.contains("400"));
        assertThat(errors).isEmpty();
    }

    @Test
    void isLightOrDarkAsTheSystemOrAsChosen() {
        page = page(1_280, ColorScheme.DARK);
        visit("");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.locator("#theme").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        assertThat(errors).isEmpty();
    }

    @Test
    void everyViewFitsANarrowScreenAndExplainsItsEmptiness() {
        page = page(400, ColorScheme.LIGHT);
        for (String view :
                List.of("", "#/decisions", "#/gpu", "#/shadow", "#/rules", "#/alerts", "#/worker/nowhere/nothing")) {
            visit(view);
            page.reload();
            live();
            assertThat(page.locator("main")).not().containsText("Loading");
            assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as(view)
                    .isTrue();
        }
        visit("");
        assertThat(page.locator("main")).containsText("No target is known yet");
        assertThat(page.locator("main")).containsText("No agent is on the map");
        assertThat(page.locator("main")).containsText("Nothing has been decided yet");
        assertThat(errors).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        visit("#/agent/nobody");
        assertThat(page.locator("h1")).hasText("Not found");
        assertThat(page.locator("main")).containsText("no fact of agent nobody");
        visit("#/nothing");
        assertThat(page.locator("h1")).hasText("There is no such view");
    }
}
