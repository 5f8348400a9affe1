package io.blackroad.infra.system.part;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that do nothing, as fast as they can. */
public final class BusyCores implements AutoCloseable {
    private final List<Process> spinning = new ArrayList<>();

    private BusyCores() {}

    public static BusyCores start(int processes) {
        BusyCores busy = new BusyCores();
        try {
            for (int i = 0; i < processes; i++) {
                busy.spinning.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
        } catch (IOException e) {
            busy.close();
            throw new IllegalStateException("this machine has no sh: " + e.getMessage(), e);
        }
        return busy;
    }

    public boolean isBusy() {
        return spinning.stream().allMatch(Process::isAlive);
    }

    @Override
    public void close() {
        spinning.forEach(Process::destroyForcibly);
    }
}
