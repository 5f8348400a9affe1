package io.blackroad.connect;

import io.blackroad.schema.PriceLimits;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.PhaseResource;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Valid tables drawn from a seed. */
final class RandomTables {
    /** Of which up to 99 workers still have names of the longest. */
    private static final int LONGEST_REGION = Names.LONGEST - "-worker-99".length();

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private static final List<String> ITEMS = List.of("vcpu", "memory-gb", "gpu-h100", "request", "storage-gb");
    private static final List<String> RESOURCES = List.of("api", "worker", "gpu", "database", "redis", "vectors");
    private static final List<String> UNITS = List.of("minute", "hour", "month", "each");

    private final Random random;
    private final List<String> regions;
    private final List<String> services;

    private RandomTables(long seed) {
        random = new Random(seed);
        regions = names(1 + random.nextInt(4), LONGEST_REGION);
        services = names(1 + random.nextInt(4), Names.LONGEST);
    }

    static ControlTables of(long seed) {
        return new RandomTables(seed).tables();
    }

    private ControlTables tables() {
        List<Rule> rules = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        services.forEach(service -> rules.add(rule(service)));
        for (String region : regions) {
            for (String service : services) {
                String id = region + "/" + service;
                String ruleId = service;
                if (random.nextInt(4) == 0) {
                    rules.add(rule(id));
                    ruleId = id;
                }
                targets.add(new Target(
                        id,
                        region,
                        service,
                        ruleId,
                        "Pods: " + service.substring(0, Math.min(20, service.length())),
                        service.length() * 1_234_567_891L,
                        Instant.EPOCH));
            }
        }
        return new ControlTables(
                regionRows(), workers(), gpuNodes(), targets, rules, prices(), phases(), budgets(), alerts());
    }

    private List<Region> regionRows() {
        return regions.stream()
                .map(name -> new Region(
                        name,
                        1 + random.nextInt(1_000),
                        random.nextBoolean() ? "" : "https://" + name + ".test",
                        Instant.EPOCH))
                .toList();
    }

    private List<Worker> workers() {
        List<Worker> workers = new ArrayList<>();
        for (String region : regions) {
            int cpuMillis = 1 + random.nextInt(10_000_000);
            long memoryBytes = (1 + random.nextInt(100_000)) * 1_000_000_000L;
            int gpus = random.nextInt(1_001);
            int count = random.nextInt(20);
            for (int number = 1; number <= count; number++) {
                workers.add(new Worker(
                        region + "-worker-" + number, region, cpuMillis, memoryBytes, gpus, false, Instant.EPOCH));
            }
        }
        return workers;
    }

    private List<GpuNode> gpuNodes() {
        List<GpuNode> nodes = new ArrayList<>();
        for (String region : regions) {
            int cards = 1 + random.nextInt(1_000);
            long memoryBytes = (1 + random.nextInt(10_000)) * 1_000_000_000L;
            int count = random.nextInt(5);
            for (int number = 1; number <= count; number++) {
                nodes.add(new GpuNode(region + "-gpu-" + number, region, "h100", cards, memoryBytes, Instant.EPOCH));
            }
        }
        return nodes;
    }

    private List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        budgets.add(new Budget("fleet", "", "", random.nextLong(1_000_000), Instant.EPOCH));
        for (String region : regions) {
            budgets.add(new Budget(region, region, "", random.nextLong(1_000_000), Instant.EPOCH));
            services.forEach(service -> budgets.add(new Budget(
                    region + "/" + service, region, service, random.nextLong(1_000_000_000), Instant.EPOCH)));
        }
        return budgets;
    }

    private List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (String name : List.of("AgentCountLow", "PhaseFullSoon")) {
            alerts.add(new Alert(
                    name,
                    (long) random.nextInt(1_000_000_001),
                    random.nextInt(604_801),
                    random.nextBoolean() ? "warning" : "critical",
                    random.nextBoolean(),
                    Instant.EPOCH));
        }
        return alerts;
    }

    private Rule rule(String id) {
        int min = 1 + random.nextInt(100_000);
        int up = 1 + random.nextInt(100);
        return Rule.newBuilder()
                .setId(id)
                .setKind(RuleKind.GUIDE)
                .setVersion(0)
                .setMinReplicas(min)
                .setMaxReplicas(min + random.nextInt(100_001 - min))
                .setMetric(random.nextBoolean() ? "cpu" : "memory")
                .setUpAbovePercent(up)
                .setDownBelowPercent(random.nextInt(up))
                .setCooldownSeconds(1 + random.nextInt(604_800))
                .setPauseUp(random.nextBoolean())
                .setPauseDown(random.nextBoolean())
                .setConfirmSeconds(1 + random.nextInt(604_800))
                .setValidSeconds(1 + random.nextInt(604_800))
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private List<Price> prices() {
        List<Price> prices = new ArrayList<>();
        String provider = name();
        for (String item : ITEMS) {
            LocalDate day = LocalDate.of(1_971 + random.nextInt(200), 1 + random.nextInt(12), 1 + random.nextInt(28));
            String unit = UNITS.get(random.nextInt(UNITS.size()));
            long most = PriceLimits.of(unit).orElseThrow();
            prices.add(new Price(
                    provider + "/" + item + "/" + day,
                    provider,
                    item,
                    unit,
                    random.nextLong(most + 1) >>> random.nextInt(60),
                    day.atStartOfDay().toInstant(ZoneOffset.UTC),
                    random.nextLong(1_000),
                    List.of(),
                    random.nextBoolean() ? "exact" : "up",
                    Instant.EPOCH));
        }
        return prices;
    }

    private List<Phase> phases() {
        List<String> names = names(1 + random.nextInt(5), Names.LONGEST);
        int active = random.nextInt(names.size());
        List<Phase> phases = new ArrayList<>();
        int agents = 0;
        for (String name : names) {
            agents += 1 + random.nextInt(10_000);
            long budget = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(60);
            phases.add(new Phase(
                    name,
                    phases.size() + 1,
                    agents,
                    budget,
                    phases.size() == active,
                    random.nextBoolean() ? "2026-Q" + (1 + random.nextInt(4)) : "",
                    random.nextBoolean() ? name() : "",
                    random.nextInt(1_001),
                    resources(),
                    Instant.EPOCH));
        }
        return phases;
    }

    private List<PhaseResource> resources() {
        List<PhaseResource> resources = new ArrayList<>();
        for (String name : RESOURCES.subList(0, random.nextInt(RESOURCES.size() + 1))) {
            resources.add(new PhaseResource(
                    name,
                    random.nextBoolean() ? "Some " + name : "",
                    1 + random.nextInt(1_000_000),
                    random.nextInt(10_000_001),
                    random.nextInt(100_000_001) * 1_000_000_000L,
                    random.nextInt(1_001),
                    random.nextInt(100_000_001) * 1_000_000_000L));
        }
        return resources;
    }

    private List<String> names(int count, int longest) {
        Set<String> names = new TreeSet<>();
        while (names.size() < count) {
            names.add(name(longest));
        }
        return List.copyOf(names);
    }

    private String name() {
        return name(Names.LONGEST);
    }

    private String name(int longest) {
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(random.nextInt(8) == 0 ? longest : 8);
        while (name.length() < length) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
