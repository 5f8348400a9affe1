package io.blackroad.connect;

import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.PhaseResource;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;

/** Writes tables as an operator would: the other direction of {@link ControlFile}. Names are quoted: 1 and on are names. */
final class ControlYaml {
    private final StringBuilder text = new StringBuilder();

    private ControlYaml() {}

    static String of(ControlTables tables) {
        ControlYaml yaml = new ControlYaml();
        yaml.places(tables);
        yaml.line("rules:");
        tables.rules().forEach(yaml::rule);
        yaml.line("prices:");
        tables.prices().forEach(yaml::price);
        yaml.line("gpuNodes:");
        tables.regions().forEach(region -> yaml.gpuNodes(region.getId(), tables.gpuNodes()));
        yaml.line("budgets:");
        tables.budgets()
                .forEach(row -> yaml.line(
                        "  \"%s\": { monthlyDollars: %s }", row.getId(), dollars(row.getMonthlyNanoDollars())));
        yaml.line("phases:");
        tables.phases().forEach(yaml::phase);
        yaml.line("alerts:");
        tables.alerts()
                .forEach(row -> yaml.line(
                        "  %s: { threshold: %d, forSeconds: %d, severity: %s, enabled: %b }",
                        row.getId(), row.getThreshold(), row.getForSeconds(), row.getSeverity(), row.getEnabled()));
        return yaml.text.toString();
    }

    private void places(ControlTables tables) {
        line("regions:");
        for (Region row : tables.regions()) {
            String url = row.getUrl().isEmpty() ? "" : ", url: \"" + row.getUrl() + "\"";
            line("  \"%s\": { weight: %d%s }", row.getId(), row.getWeight(), url);
        }
        line("workers:");
        tables.regions().forEach(region -> workers(region.getId(), tables.workers()));
        line("services:");
        tables.targets().stream()
                .filter(target ->
                        target.getRegion().equals(tables.regions().get(0).getId()))
                .forEach(target -> line(
                        "  \"%s\": { displayName: \"%s\", replicaDollarsPerHour: %s }",
                        target.getService(), target.getDisplayName(), dollars(target.getReplicaNanoDollarsPerHour())));
        line("targets:");
        for (Region region : tables.regions()) {
            line("  \"%s\":", region.getId());
            for (Target target : tables.targets()) {
                if (target.getRegion().equals(region.getId())) {
                    line("    \"%s\": { rule: \"%s\" }", target.getService(), target.getRuleId());
                }
            }
        }
    }

    private void workers(String region, List<Worker> all) {
        List<Worker> mine =
                all.stream().filter(row -> row.getRegion().equals(region)).toList();
        if (mine.isEmpty()) {
            line("  \"%s\": { count: 0, cpuMillis: 1, memoryGb: 1 }", region);
            return;
        }
        Worker first = mine.get(0);
        line(
                "  \"%s\": { count: %d, cpuMillis: %d, memoryGb: %d, gpus: %d }",
                region, mine.size(), first.getCpuMillis(), first.getMemoryBytes() / 1_000_000_000L, first.getGpus());
    }

    private void gpuNodes(String region, List<GpuNode> all) {
        List<GpuNode> mine =
                all.stream().filter(row -> row.getRegion().equals(region)).toList();
        GpuNode first = mine.isEmpty() ? null : mine.get(0);
        line(
                "  \"%s\": { count: %d, card: h100, cards: %d, cardMemoryGb: %d }",
                region,
                mine.size(),
                first == null ? 1 : first.getCards(),
                first == null ? 1 : first.getCardMemoryBytes() / 1_000_000_000L);
    }

    private void rule(Rule row) {
        line("  \"%s\":", row.getId());
        line("    kind: guide");
        line("    minReplicas: %d", row.getMinReplicas());
        line("    maxReplicas: %d", row.getMaxReplicas());
        line("    metric: %s", row.getMetric());
        line("    upAbovePercent: %d", row.getUpAbovePercent());
        line("    downBelowPercent: %d", row.getDownBelowPercent());
        line("    cooldownSeconds: %d", row.getCooldownSeconds());
        line("    pauseUp: %b", row.getPauseUp());
        line("    pauseDown: %b", row.getPauseDown());
        line("    confirmSeconds: %d", row.getConfirmSeconds());
        line("    validSeconds: %d", row.getValidSeconds());
    }

    private void price(Price row) {
        line(
                "  - { provider: \"%s\", item: %s, unit: %s, dollars: %s, validFrom: %s, includedQuantity: %d, rounding: %s }",
                row.getProvider(),
                row.getItem(),
                row.getUnit(),
                dollars(row.getNanoDollars()),
                row.getValidFrom().atOffset(ZoneOffset.UTC).toLocalDate(),
                row.getIncludedQuantity(),
                row.getRounding());
    }

    private void phase(Phase row) {
        line("  \"%s\":", row.getId());
        line("    maxAgents: %d", row.getMaxAgents());
        line("    monthlyBudgetDollars: %s", dollars(row.getMonthlyBudgetNanoDollars()));
        line("    active: %b", row.getActive());
        line("    regions: %d", row.getRegions());
        if (!row.getDate().isEmpty()) {
            line("    date: %s", row.getDate());
        }
        if (!row.getArchitecture().isEmpty()) {
            line("    architecture: \"%s\"", row.getArchitecture());
        }
        if (!row.getResources().isEmpty()) {
            line("    resources:");
            row.getResources().forEach(this::resource);
        }
    }

    private void resource(PhaseResource row) {
        String product = row.getProduct().isEmpty() ? "" : ", product: " + row.getProduct();
        line(
                "      - { name: %s, count: %d, cpuMillis: %d, memoryGb: %d, gpus: %d, storageGb: %d%s }",
                row.getName(),
                row.getCount(),
                row.getCpuMillis(),
                row.getMemoryBytes() / 1_000_000_000L,
                row.getGpus(),
                row.getStorageBytes() / 1_000_000_000L,
                product);
    }

    private static String dollars(long nanoDollars) {
        return BigDecimal.valueOf(nanoDollars, 9).toPlainString();
    }

    private void line(String format, Object... values) {
        text.append(format.formatted(values)).append('\n');
    }
}
