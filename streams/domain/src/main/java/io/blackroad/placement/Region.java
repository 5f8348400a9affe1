package io.blackroad.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The workers of a region by what they take part in, by name.
 *
 * @param total load of all agents on them
 * @param running agents that run: those of live and draining workers
 */
record Region(List<Site> live, List<Site> draining, List<Site> lost, long total, int running) {

    static Region of(List<Worker> workers) {
        List<Worker> sorted = new ArrayList<>(workers);
        sorted.sort(Comparator.comparing(Worker::name));
        List<Site> live = new ArrayList<>();
        List<Site> draining = new ArrayList<>();
        List<Site> lost = new ArrayList<>();
        long total = 0;
        int running = 0;
        for (Worker worker : sorted) {
            if (worker.state() == Worker.State.STARTING) {
                continue;
            }
            Site site = new Site(worker);
            total += site.load;
            switch (worker.state()) {
                case LIVE -> live.add(site);
                case DRAINING -> draining.add(site);
                default -> lost.add(site);
            }
            running +=
                    worker.state() == Worker.State.LOST ? 0 : worker.residents().size();
        }
        return new Region(live, draining, lost, total, running);
    }

    static int residents(List<Site> sites) {
        return sites.stream().mapToInt(site -> site.worker.residents().size()).sum();
    }
}
