package io.blackroad.infra.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.backtest.Change;
import io.blackroad.backtest.Demand;
import io.blackroad.backtest.ReplicaModel;
import io.blackroad.backtest.Run;
import io.blackroad.backtest.Trail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs as one HTML file that needs nothing else: the page from our resources, with the numbers put into it. */
final class Report {
    private static final String PAGE = "/backtest-report.html";
    private static final String PLACE = "\"@REPORT@\"";
    private static final int POINTS = 1_200;

    private Report() {}

    static String of(ObjectMapper mapper, String name, Demand demand, ReplicaModel model, List<Run> runs) {
        ObjectNode report = mapper.createObjectNode().put("trace", name);
        report.put("ticks", demand.ticks());
        report.put("tickSeconds", model.tick().toNanos() / 1e9);
        report.put("startLagSeconds", model.startLag().toSeconds());
        report.set("demand", trail(mapper, Trail.of(demand, POINTS)));
        ArrayNode all = report.putArray("runs");
        for (Run run : runs) {
            ObjectNode node = all.addObject();
            node.put("name", run.name());
            node.set("scores", RunTable.json(mapper, run));
            node.set("ready", trail(mapper, run.ready()));
            node.set("queue", trail(mapper, run.queue()));
            ArrayNode changes = node.putArray("changes");
            for (Change change : run.changes()) {
                changes.addArray()
                        .add(change.tick())
                        .add(change.from())
                        .add(change.to())
                        .add(change.binding())
                        .add(change.reason());
            }
        }
        // A name or a reason must not end the script that it stands in.
        return page().replace(PLACE, report.toString().replace("<", "\\u003c"));
    }

    private static ObjectNode trail(ObjectMapper mapper, Trail trail) {
        ObjectNode node = mapper.createObjectNode().put("ticksPerPoint", trail.ticksPerPoint());
        ArrayNode low = node.putArray("low");
        ArrayNode high = node.putArray("high");
        ArrayNode mean = node.putArray("mean");
        for (int point = 0; point < trail.points(); point++) {
            low.add(rounded(trail.low(point)));
            high.add(rounded(trail.high(point)));
            mean.add(rounded(trail.mean(point)));
        }
        return node;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String page() {
        try (InputStream in = Report.class.getResourceAsStream(PAGE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
