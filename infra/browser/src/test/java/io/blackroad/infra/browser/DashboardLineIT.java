package io.blackroad.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeatState;
import io.blackroad.streams.live.Sight;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page when its line is cut, its server gone or its browser short of connections. */
class DashboardLineIT extends ShownPage {
    @Test
    void goesOnWhereItWasWhenTheLineIsCut() throws Exception {
        fleet.targetsOfAllRegions();
        fleet.agents(AGENTS);
        try (CutLine line = new CutLine(server.port())) {
            page.navigate(line.url() + "/");
            live();
            line.cut();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !line.exchanges("/v1/events/stream").isEmpty());
            fleet.add(new Sight(new Seat("later", "us-east", "us-east-w-000"), SeatState.BUSY, 50));
            assertThat(page.locator("#map")).hasAttribute("aria-label", Pattern.compile("^3,001 agents: .*"));
            live();
            String resumed = line.exchanges("/v1/events/stream").get(0);
            assertThat(resumed).containsIgnoringCase("last-event-id: ").doesNotContain("event: layout");
        }
    }

    @Test
    void saysThatTheServerIsGoneAndComesBackWithIt() {
        fleet.targetsOfAllRegions();
        fleet.agents(AGENTS);
        visit("");
        live();
        int port = server.port();
        server.close();
        assertThat(page.locator("#notice")).containsText("does not answer");
        assertThat(page.locator("#live")).containsText("no connection");
        server = new ShownServer(fleet, port);
        live();
        assertThat(page.locator("#notice")).isHidden();
    }

    @Test
    void manyTabsAreOpenAndOnlyTheOneThatIsSeenHoldsAConnection() {
        fleet.targetsOfAllRegions();
        fleet.agents(90);
        visit("");
        live();
        hide(page, true);
        assertThat(page.locator("#live")).hasAttribute("data-state", "connecting");
        // More than the connections that a browser grants one server.
        for (int tab = 0; tab < 6; tab++) {
            Page other = context.newPage();
            other.navigate(server.url() + "/#/rules");
            assertThat(other.locator("#live")).hasAttribute("data-state", "live");
            hide(other, true);
        }
        fleet.add(new Sight(new Seat("later", "us-east", "us-east-w-000"), SeatState.BUSY, 50));
        hide(page, false);
        assertThat(page.locator("#map")).hasAttribute("aria-label", Pattern.compile("^91 agents: .*"));
        live();
        assertThat(asked).filteredOn(url -> url.endsWith("/v1/events/stream")).hasSize(2);
        assertThat(errors).isEmpty();
    }

    /** A browser without a screen shows all its tabs, so the page is told. */
    private static void hide(Page tab, boolean hidden) {
        tab.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                hidden);
    }

    @Test
    void aFailureIsShownUntilTheNextTryWorks() {
        AtomicBoolean fails = new AtomicBoolean();
        page.route("**/v1/gpu", route -> {
            if (fails.get()) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{\"detail\":\"not now\"}"));
            } else {
                route.resume();
            }
        });
        visit("#/gpu");
        live();
        assertThat(page.locator("h1")).hasText("GPU");
        fails.set(true);
        assertThat(page.locator("#notice")).hasText("not now");
        fails.set(false);
        assertThat(page.locator("#notice")).isHidden();
    }
}
