package io.blackroad.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where the fleet stands: its phase, its alerts, and what more agents would need. */
class DashboardOutlookIT extends ShownPage {
    @Test
    void theFirstViewSaysHowMuchOfThePhaseIsUsedAndWhatFires() {
        fleet.targetsOfAllRegions();
        fleet.agents(AGENTS);
        fleet.inPhase(Records.phase("scale", 30_000));
        visit("");
        live();
        Locator outlook = page.getByLabel("Phase and alerts");
        assertThat(outlook).containsText("Phase scale");
        assertThat(outlook).containsText("3,000 of 30,000 agents, 10 % of what it is built for");
        assertThat(outlook).containsText("Alerts none fires");

        fleet.alerting(
                Records.alert("AgentCountLow", "INACTIVE", ""),
                Records.alert("HighGpuUse", "PENDING", "95 % of the GPUs are busy"),
                Records.alert("TaskQueueBacklog", "FIRING", "12,000 tasks wait, the threshold is 10,000"));
        assertThat(outlook.locator("div p").first())
                .hasText("▲ TaskQueueBacklog fires: 12,000 tasks wait, the threshold is 10,000");
        assertThat(outlook).containsText("HighGpuUse is pending");
        assertThat(outlook).not().containsText("AgentCountLow");

        outlook.getByText("TaskQueueBacklog").click();
        assertThat(page.locator("h1")).hasText("Alerts");
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertThat(page.locator("tbody tr").first()).containsText("TaskQueueBacklog fires");
        assertThat(page.locator("tbody tr").last()).containsText("AgentCountLow never held");
        assertThat(errors).isEmpty();
    }

    @Test
    void thePlanSaysWhatMoreAgentsNeed() {
        fleet.targetsOfAllRegions();
        fleet.agents(90);
        fleet.inPhase(Records.phase("scale", 30_000));
        visit("#/plan");
        assertThat(page.locator("main")).containsText("The fleet is in phase scale: massive-scale, 3 regions, 2026-Q3");
        assertThat(page.locator("h2").first()).hasText("For 30,000 agents");
        assertThat(page.getByLabel("What it needs").locator("tbody tr").first())
                .containsText(Pattern.compile("worker.*150"));
        page.getByLabel("agents", new Page.GetByLabelOptions().setExact(true)).fill("60000");
        page.getByText("Plan", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(page.locator("h2").first()).hasText("For 60,000 agents");
        assertThat(page.locator("main")).containsText("No phase is large enough");
        assertThat(page.getByLabel("What it costs a month").locator("tbody tr").last())
                .containsText("total");
        assertThat(errors).isEmpty();
    }

    @Test
    void withoutAPhaseOrAlertsBothSaySo() {
        visit("");
        live();
        assertThat(page.getByLabel("Phase and alerts")).containsText("none is active");
        visit("#/alerts");
        assertThat(page.locator("main")).containsText("There are no alerts");
        assertThat(errors).isEmpty();
    }
}
