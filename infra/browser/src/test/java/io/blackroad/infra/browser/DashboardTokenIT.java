package io.blackroad.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.access.AccessSettings;
import io.blackroad.access.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a server that asks for tokens. */
class DashboardTokenIT extends ShownPage {
    @TempDir
    Path folder;

    @Test
    void asksForATokenKeepsItFromScriptsAndAsksAgainWhenItIsTakenBack() throws IOException {
        Path keys = Files.writeString(folder.resolve("access"), "ada " + Secrets.hash("ada-token") + " read\n");
        server.close();
        server = new ShownServer(fleet, 0, AccessSettings.of(keys));
        fleet.targetsOfAllRegions();
        fleet.agents(90);
        visit("");
        assertThat(page.locator("#main h1")).hasText("A token is needed");
        page.locator("#main input").fill("guess");
        page.locator("#main button").click();
        assertThat(page.locator("#main [role=alert]")).containsText("nobody has this token");
        page.locator("#main input").fill("ada-token");
        page.locator("#main button").click();
        live();
        assertThat(page.evaluate("document.cookie").toString()).isEmpty();
        assertThat(context.cookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.httpOnly).isTrue());
        page.reload();
        live();
        Files.writeString(keys, "somebody " + Secrets.hash("another-token") + " read\n");
        assertThat(page.locator("#main h1")).hasText("A token is needed");
        assertThat(page.locator("#live")).hasText("locked");
    }
}
