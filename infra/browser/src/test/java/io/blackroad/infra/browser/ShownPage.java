package io.blackroad.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.blackroad.streams.query.TargetKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A page in a real browser, over the real server and a fleet in memory; skipped, with the reason, where there is no browser. */
abstract class ShownPage {
    static final int AGENTS = 3_000;
    static final double PATIENCE_MILLIS = 20_000;
    static final TargetKey WORKERS = new TargetKey("us-east", "worker");
    static final ObjectMapper JSON = new ObjectMapper();

    static Chromium chromium;

    final ShownFleet fleet = new ShownFleet();
    final List<String> errors = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    ShownServer server;
    BrowserContext context;
    Page page;

    @BeforeAll
    static void open() {
        if (Chromium.executable().isEmpty()) {
            System.out.println("The dashboard is not tested: " + Chromium.missing());
        }
        assumeTrue(Chromium.executable().isPresent(), Chromium.missing());
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        chromium = new Chromium(Chromium.executable().orElseThrow());
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() {
        server = new ShownServer(fleet, 0);
        page = page(1_280, ColorScheme.LIGHT);
    }

    @AfterEach
    void stop() {
        context.close();
        server.close();
    }

    Page page(int width, ColorScheme theme) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(theme));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page opened = context.newPage();
        opened.onConsoleMessage(message -> {
            boolean bad = message.type().equals("error") || message.type().equals("warning");
            // A fleet in memory keeps no accounts; the page says so, and the browser notes that there was no answer.
            if (bad && !message.location().contains("/v1/cost")) {
                errors.add(message.text());
            }
        });
        opened.onPageError(errors::add);
        opened.onRequest(request -> asked.add(request.url()));
        return opened;
    }

    void visit(String view) {
        page.navigate(server.url() + "/" + view);
    }

    void live() {
        assertThat(page.locator("#live")).hasAttribute("data-state", "live");
    }

    JsonNode get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }
}
