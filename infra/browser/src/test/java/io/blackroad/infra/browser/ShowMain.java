package io.blackroad.infra.browser;

import io.blackroad.schema.Direction;
import io.blackroad.streams.query.TargetKey;

/** Serves a fleet that moves, to look at it while the page is worked on. Arguments: port, agents. */
final class ShowMain {
    private ShowMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ShownFleet fleet = new ShownFleet();
        fleet.targetsOfAllRegions();
        fleet.agents(Integer.parseInt(arguments[1]));
        fleet.inPhase(Records.phase("scale", 50_000));
        fleet.alerting(
                Records.alert("HighGpuUse", "PENDING", "95 % of the GPUs are busy, the threshold is 90 %"),
                Records.alert("TaskQueueBacklog", "FIRING", "12,000 tasks wait, the threshold is 10,000"));
        try (ShownServer server = new ShownServer(fleet, Integer.parseInt(arguments[0]))) {
            System.out.println(server.url());
            for (int second = 0; ; second++) {
                Thread.sleep(1_000);
                fleet.move(7);
                if (second % 10 == 0) {
                    int from = 20 + second % 40;
                    fleet.decide(new TargetKey("us-east", "worker"), Direction.UP, from, from + 9);
                }
            }
        }
    }
}
