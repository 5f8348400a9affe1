package io.blackroad.infra.system.container;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.system.part.Instance;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * An instance of streams on a host of its own: a name, an address, and a volume that outlives its containers. It runs as
 * infra/deploy/compose runs it: root read-only, without capabilities.
 */
public final class StreamsHost implements Instance, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int STOP_LIMIT_SECONDS = 30;
    private static final int HTTP = 8000;
    private static final int OK = 200;
    private static final int LAST_WORDS = 4_000;

    private final Switch network;
    private final String name;
    private final String address;
    private final String volume;
    private final int port = FreePort.find();
    private GenericContainer<?> container;

    StreamsHost(Switch network, int number) {
        this.network = network;
        name = "streams-" + number;
        address = network.address(100 + number);
        volume = Engine.client().createVolumeCmd().exec().getName();
    }

    /** Runs an image on it, in place of the one that ran before. */
    public void run(String image) {
        remove();
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network.network())
                .withNetworkAliases(name)
                .withEnv("BLACKROAD_BOOTSTRAP_SERVERS", Cluster.KAFKA + ":9092")
                .withEnv("BLACKROAD_REGISTRY_URL", "http://" + Cluster.REGISTRY + ":8081/apis/ccompat/v7")
                .withEnv("BLACKROAD_HTTP_OPEN", "true")
                .withCommand("streams", "--host", name, "--standbys", "1")
                .withCreateContainerCmdModifier(command -> {
                    command.withHostName(name).withIpv4Address(address);
                    confine(command.getHostConfig());
                })
                .waitingFor(NoWait.STRATEGY);
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + HTTP));
        container.start();
    }

    private void confine(HostConfig host) {
        host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withTmpFs(Map.of("/tmp", "exec"))
                .withBinds(new Bind(volume, new Volume("/data")));
    }

    @Override
    public void awaitReady() {
        await().atMost(START_LIMIT).until(() -> get("/ready").status() == OK);
    }

    public boolean isRunning() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    /** Its network is gone, and with it everybody else. */
    public void cut() {
        network.unplug(id());
    }

    public void mend() {
        network.plug(id(), name, address);
    }

    /** It stands still, and does not know that it did. */
    public void pause() {
        Engine.client().pauseContainerCmd(id()).exec();
    }

    public void unpause() {
        Engine.client().unpauseContainerCmd(id()).exec();
    }

    public void kill() {
        Engine.client().killContainerCmd(id()).exec();
    }

    /** The container that ended runs again. */
    public void restart() {
        Engine.client().startContainerCmd(id()).exec();
    }

    /**
     * Ends it as an orchestrator does: SIGTERM, and SIGKILL after half a minute.
     *
     * @return its exit code, 137 when it had to be killed
     */
    public long stop() {
        Engine.client().stopContainerCmd(id()).withTimeout(STOP_LIMIT_SECONDS).exec();
        return state().getExitCodeLong();
    }

    @Override
    public Answer get(String pathAndQuery) {
        return Answer.of(URI.create("http://127.0.0.1:" + port + pathAndQuery));
    }

    @Override
    public String condition() {
        String logs = container.getLogs();
        return name + " " + state().getStatus() + "; " + get("/ready").body() + "; "
                + logs.substring(Math.max(0, logs.length() - LAST_WORDS));
    }

    private String id() {
        return container.getContainerId();
    }

    private ContainerState state() {
        return Engine.client().inspectContainerCmd(id()).exec().getState();
    }

    private void remove() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    public void close() {
        remove();
        Engine.client().removeVolumeCmd(volume).exec();
    }
}
