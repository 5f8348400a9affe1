package io.blackroad.infra.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every reading command prints with {@code --json}, kept as golden files. Those that need only the HTTP interface, or
 * nothing, are tried with answers that do not change; the others in a running stack, with what changes blotted out.
 */
public final class JsonCases {
    /** Answers of the HTTP interface by path. */
    static final Map<String, String> SERVED = Map.ofEntries(
            Map.entry("/v1/status", """
                    {"at":"2026-02-05T11:00:00Z","agents":{"active":60,"target":1000},"services":[],
                     "load":{"cpuPercent":55,"memoryPercent":null,"gpuPercent":null,"queued":0},"events":[],
                     "monthlyCostDollars":8234,"phase":null,"alerts":[],"missingPartitions":[]}"""),
            Map.entry("/v1/decisions", """
                    {"items":[{"decisionId":"us-east.api.2","direction":"UP","fromReplicas":5,"toReplicas":7},
                     {"decisionId":"us-east.api.1","direction":"HOLD","fromReplicas":5,"toReplicas":5}],
                     "next":null,"missingPartitions":[]}"""),
            Map.entry("/v1/decisions/us-east.api.1", """
                    {"decisionId":"us-east.api.1","direction":"HOLD","explanation":{"equal":true,"steps":[]}}"""),
            Map.entry("/v1/agents/a1", "{\"id\":\"a1\",\"state\":\"BUSY\",\"region\":\"us-east\",\"fresh\":true}"),
            Map.entry("/v1/workers", "{\"items\":[{\"region\":\"us-east\",\"workers\":[]}],\"missingPartitions\":[]}"),
            Map.entry("/v1/workers/us-east-1", "{\"id\":\"us-east-1\",\"region\":\"us-east\",\"agents\":[]}"),
            Map.entry("/v1/route/a1", "{\"agentId\":\"a1\",\"region\":\"us-east\",\"memoryShard\":3}"),
            Map.entry("/v1/balance", "{\"topics\":[],\"balanced\":true}"),
            Map.entry("/v1/gpu", "{\"items\":[{\"region\":\"us-east\",\"nodes\":[],\"queue\":[]}]}"),
            Map.entry("/v1/cost", "{\"by\":\"region\",\"groups\":{},\"monthToDateDollars\":1.5}"),
            Map.entry("/v1/services", "{\"items\":[{\"id\":\"us-east/api\",\"replicas\":5,\"shadows\":[]}]}"));

    private JsonCases() {}

    /** Command lines by command that ask the HTTP interface alone, or nobody. */
    static Map<String, List<String>> alone() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        cases.put("status", List.of("status"));
        cases.put("decisions", List.of("decisions"));
        cases.put("explain", List.of("explain", "us-east.api.1"));
        cases.put("agent", List.of("agent", "a1"));
        cases.put("workers", List.of("workers"));
        cases.put("worker", List.of("worker", "us-east-1"));
        cases.put("route", List.of("route", "a1"));
        cases.put("balance", List.of("balance"));
        cases.put("gpu", List.of("gpu"));
        cases.put("cost", List.of("cost"));
        cases.put("rules shadow", List.of("rules", "shadow"));
        cases.put("plan", List.of("plan", "--agents", "1000", "--control"));
        cases.put("gpu model", List.of("gpu", "model", "qwen2.5-7b", "--sequences", "4"));
        cases.put("gpu pack", List.of("gpu", "pack", "--nodes", "nodes.csv", "--pods", "pods.csv", "--seeds", "1"));
        cases.put("cost rate", List.of("cost", "rate", "usage.csv", "--by", "service"));
        cases.put("backtest", List.of("backtest", "--rules", "hpa-cpu", "--trace", "trace.csv"));
        cases.put("config show", List.of("config", "show"));
        cases.put("topics list", List.of("topics", "list"));
        return cases;
    }

    /** Command lines by command that need servers of their own. */
    public static Map<String, List<String>> inStack() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        cases.put("topics diff", List.of("topics", "diff"));
        cases.put("doctor", List.of("doctor"));
        cases.put("rules get", List.of("rules", "get", "api"));
        cases.put("rules diff", List.of("rules", "diff", "api.yaml"));
        cases.put("database sql", List.of("database", "sql", "SELECT id, url FROM regions ORDER BY id"));
        cases.put("sql", List.of("sql", "SELECT 1 AS one, 'a' AS letter"));
        cases.put("memory get", List.of("memory", "get", "golden-agent", "plan"));
        cases.put("memory shards", List.of("memory", "shards"));
        cases.put("vectors query", List.of("vectors", "query", "golden-agent", "question.json"));
        cases.put("vectors stats", List.of("vectors", "stats"));
        cases.put("dead-letters list", List.of("dead-letters", "list", "--topic", "golden"));
        cases.put("dead-letters show", List.of("dead-letters", "show", "0"));
        return cases;
    }
}
