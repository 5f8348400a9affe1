package io.blackroad.infra.cli.measure;

import io.blackroad.infra.bench.BenchProgress;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.terminal.Progress;

/** A bench's progress: its lines stay, and on a terminal a bar under them counts the parts. */
public final class DrawnBench implements BenchProgress {
    private final Surroundings surroundings;
    private Progress progress;

    public DrawnBench(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void say(String line) {
        drawn().say(line);
    }

    @Override
    public void part(String name, int done, int all) {
        if (drawn().isLive()) {
            drawn().at(name, done, all);
        }
    }

    @Override
    public void end() {
        drawn().close();
    }

    /** Made only by a bench that runs: every command line has one that does not. */
    private Progress drawn() {
        if (progress == null) {
            progress = surroundings.progress();
        }
        return progress;
    }
}
