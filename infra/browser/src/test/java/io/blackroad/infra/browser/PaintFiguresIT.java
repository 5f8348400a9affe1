package io.blackroad.infra.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How fast 30,000 agents are painted and how late they are shown: figures, not a verdict, so only when asked for. */
@EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
class PaintFiguresIT {
    private static final int SECONDS = 20;

    @Test
    void printsRepaintsAndLag() throws InterruptedException {
        ShownFleet fleet = new ShownFleet();
        fleet.targetsOfAllRegions();
        fleet.agents(30_000);
        try (Chromium chromium = new Chromium(Chromium.executable().orElseThrow());
                ShownServer server = new ShownServer(fleet, 0);
                BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(server.url() + "/");
            page.waitForSelector("#live[data-state=live]");
            page.evaluate(
                    "() => { window.lags = []; const {fleet} = document.querySelector('#map').fleetMap;"
                            + " fleet.addEventListener('marks', () => window.lags.push(Date.now() - Date.parse(fleet.head.at))); }");
            for (int second = 0; second < SECONDS; second++) {
                fleet.move(9);
                Thread.sleep(1_000);
            }
            System.out.println("from the server's look at the fleet until it is painted, ms, p50 and worst: "
                    + page.evaluate("() => { const all = window.lags.sort((a, b) => a - b);"
                            + " return [all.length, all[all.length >> 1], all[all.length - 1]].join(' '); }"));
            System.out.println("repaints a second, asked for at each animation frame: "
                    + page.evaluate("() => new Promise(done => { const map = document.querySelector('#map').fleetMap;"
                            + " const start = performance.now(); let paints = 0; const next = () => { map.paint(); paints++;"
                            + " const gone = performance.now() - start;"
                            + " if (gone > 5000) done(Math.round(paints * 1000 / gone)); else requestAnimationFrame(next); };"
                            + " next(); })"));
            System.out.println(
                    "one repaint, ms: "
                            + page.evaluate(
                                    "() => { const map = document.querySelector('#map').fleetMap; const start = performance.now();"
                                            + " for (let i = 0; i < 100; i++) map.paint(); return (performance.now() - start) / 100; }"));
        }
    }
}
