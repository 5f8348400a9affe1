package io.blackroad.infra.system.part;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackroad.infra.stack.fault.MachineCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One packet of twenty that goes to or from some ports of this host is dropped. Only root may filter packets. */
public final class PacketLoss implements AutoCloseable {
    private static final String PART = "0.05";

    private final List<List<String>> rules;
    private boolean lossy;

    private PacketLoss(List<List<String>> rules) {
        this.rules = rules;
    }

    /** Nothing is lost yet. Skips the test, visibly, where packets cannot be filtered. */
    public static PacketLoss of(List<Integer> ports) {
        List<List<String>> rules = ports.stream()
                .flatMap(port -> Stream.of("--dport", "--sport").map(side -> rule(side, port)))
                .toList();
        assumeTrue(
                run("-A", rules.get(0)) && run("-D", rules.get(0)),
                "packets cannot be filtered here; it takes root and iptables with its statistic match");
        return new PacketLoss(rules);
    }

    private static List<String> rule(String side, int port) {
        return List.of(
                "INPUT",
                "-i",
                "lo",
                "-p",
                "tcp",
                side,
                Integer.toString(port),
                "-m",
                "statistic",
                "--mode",
                "random",
                "--probability",
                PART,
                "-j",
                "DROP");
    }

    public void begin() {
        lossy = true;
        rules.forEach(rule -> required("-A", rule));
    }

    @Override
    public void close() {
        if (lossy) {
            lossy = false;
            rules.forEach(rule -> required("-D", rule));
        }
    }

    private static void required(String change, List<String> rule) {
        if (!run(change, rule)) {
            throw new IllegalStateException("iptables " + change + " " + String.join(" ", rule) + " failed");
        }
    }

    /** Waits for whoever else changes the filter. */
    private static boolean run(String change, List<String> rule) {
        List<String> command = new ArrayList<>(List.of("iptables", "-w", "10", change));
        command.addAll(rule);
        return MachineCommand.succeeds(command.toArray(String[]::new));
    }
}
