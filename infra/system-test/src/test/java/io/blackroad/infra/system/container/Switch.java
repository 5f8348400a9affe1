package io.blackroad.infra.system.container;

import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network.Ipam;
import org.testcontainers.containers.Network;

/**
 * A network of hosts that can be unplugged and plugged in again. Whoever comes back has the address that it had, as after
 * a cut; for that the engine must be told the range of addresses, so it is asked for a free one first.
 */
final class Switch implements AutoCloseable {
    private final Network network;
    private final String prefix;

    Switch() {
        String range = freeRange();
        network = Network.builder()
                .createNetworkCmdModifier(
                        command -> command.withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(range))))
                .build();
        prefix = range.substring(0, range.indexOf('/')).replaceFirst("\\d+$", "");
    }

    private static String freeRange() {
        try (Network probe = Network.newNetwork()) {
            return Engine.client()
                    .inspectNetworkCmd()
                    .withNetworkId(probe.getId())
                    .exec()
                    .getIpam()
                    .getConfig()
                    .get(0)
                    .getSubnet();
        }
    }

    Network network() {
        return network;
    }

    /** The address of a host by its number, which is from 2 to 200. */
    String address(int host) {
        return prefix + host;
    }

    void unplug(String containerId) {
        Engine.client()
                .disconnectFromNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(containerId)
                .exec();
    }

    void plug(String containerId, String name, String address) {
        ContainerNetwork.Ipam fixed = new ContainerNetwork.Ipam().withIpv4Address(address);
        Engine.client()
                .connectToNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(containerId)
                .withContainerNetwork(new ContainerNetwork().withAliases(name).withIpamConfig(fixed))
                .exec();
    }

    @Override
    public void close() {
        network.close();
    }
}
