package io.blackroad.infra.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.gateway.GatewayResult;
import io.blackroad.infra.bench.history.HistoryResult;
import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.memory.MemoryResult;
import io.blackroad.infra.bench.placement.PlacementResult;
import io.blackroad.infra.bench.rules.RuleRow;
import io.blackroad.infra.bench.steady.QuestionResult;
import io.blackroad.infra.bench.steady.RecoveryResult;
import io.blackroad.infra.bench.steady.SteadyResult;
import io.blackroad.infra.bench.throughput.ScaleOutRow;
import io.blackroad.infra.bench.throughput.SubjectKind;
import io.blackroad.infra.bench.throughput.ThroughputPlan;
import io.blackroad.infra.bench.vector.VectorResult;
import io.blackroad.infra.bench.workload.Sent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run measured: a table for people, a file for programs. */
final class BenchReport {
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    BenchReport(BenchOptions options) {
        document.put("at", Instant.now().toString());
        document.put("quick", options.quick());
        document.put("java", Runtime.version().toString());
        document.put("processors", Runtime.getRuntime().availableProcessors());
    }

    void throughput(Sent sent, ThroughputPlan plan, Map<SubjectKind, List<PassResult>> results) {
        List<ThroughputRow> rows = new ArrayList<>();
        results.forEach((kind, passes) -> rows.add(ThroughputRow.of(kind, passes)));
        lines.addAll(ThroughputTable.lines(sent, plan, rows));
        rows.forEach(row -> row.differences().forEach(difference -> differs(row.title(), difference)));
        document.put("throughput", Map.of("sent", sent, "plan", plan, "rows", rows, "passes", results));
    }

    void scaleOut(List<ScaleOutRow> rows) {
        lines.addAll(ScaleOutTable.lines(rows));
        rows.forEach(row ->
                row.differences().forEach(difference -> differs(row.instances() + " instance(s)", difference)));
        document.put("scaleout", rows);
    }

    void recovery(List<RecoveryResult> results) {
        for (RecoveryResult result : results) {
            lines.addAll(RecoveryTable.lines(result));
            String where = "recovery with " + result.instances() + " instance(s)";
            result.differences().forEach(difference -> differs(where, difference));
            if (result.scaleDowns() > 0) {
                differs(where, result.scaleDowns() + " scale-downs under a steady load");
            }
        }
        document.put("recovery", results);
    }

    void steady(SteadyResult result) {
        lines.addAll(SteadyTable.lines(result));
        result.differences().forEach(difference -> differs("real time", difference));
        document.put("steady", result);
    }

    void gateway(GatewayResult result) {
        lines.addAll(GatewayTable.lines(result));
        result.differences().forEach(difference -> differs("gateway", difference));
        document.put("gateway", result);
    }

    void questions(QuestionResult result) {
        lines.addAll(result.lines());
        result.differences().forEach(difference -> differs("questions", difference));
        document.put("http", result);
    }

    void rules(List<RuleRow> rows) {
        lines.addAll(RulesTable.lines(rows));
        document.put("rules", rows);
    }

    void placement(PlacementResult result) {
        lines.addAll(PlacementTable.lines(result));
        document.put("placement", result);
    }

    void history(HistoryResult result) {
        lines.addAll(result.lines());
        result.differences().forEach(difference -> differs("history", difference));
        document.put("history", result);
    }

    void memory(MemoryResult result) {
        lines.addAll(result.lines());
        result.differences().forEach(difference -> differs("memory", difference));
        document.put("memory", result);
    }

    void vectors(VectorResult result) {
        lines.addAll(result.lines());
        result.differences().forEach(difference -> differs("vectors", difference));
        document.put("vectors", result);
    }

    private void differs(String where, String difference) {
        differences.add(where + ": " + difference);
    }

    /** True when every fact was accounted for everywhere. */
    boolean balanced() {
        return differences.isEmpty();
    }

    void print(PrintStream out) {
        lines.forEach(out::println);
        if (balanced()) {
            out.println("Every fact is accounted for in every run.");
            return;
        }
        out.println("Facts are NOT all accounted for:");
        differences.forEach(difference -> out.println("  " + difference));
    }

    void write(Path file) throws IOException {
        document.put("differences", differences);
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
    }
}
