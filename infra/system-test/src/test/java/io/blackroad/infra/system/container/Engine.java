package io.blackroad.infra.system.container;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine. */
public final class Engine {
    private Engine() {}

    /** Whether there is one; says so when there is none. */
    public static boolean isRunning() {
        boolean runs = DockerClientFactory.instance().isDockerAvailable();
        if (!runs) {
            System.out.println("skipped: no container engine answers here");
        }
        return runs;
    }

    static DockerClient client() {
        return DockerClientFactory.instance().client();
    }
}
