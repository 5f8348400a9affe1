package io.blackroad.infra.stack;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * A broker's place in its cluster. Every broker is a controller too, so of three any one may be missing. The voters are
 * named by address and not in the log, so a cluster of one may have another controller port at every start; those of
 * several keep theirs, since the others know them.
 *
 * @param clusterId what the storage of all brokers of the cluster is formatted with
 * @param node number of this one, from 1
 * @param controllerPorts where the controllers of all nodes listen, in the order of their numbers
 */
public record Seat(String clusterId, int node, List<Integer> controllerPorts) {
    public Seat {
        controllerPorts = List.copyOf(controllerPorts);
        if (node < 1 || node > controllerPorts.size()) {
            throw new IllegalArgumentException("node " + node + " is none of " + controllerPorts.size());
        }
    }

    /** That of a broker which is the whole cluster. */
    public static Seat alone() {
        return all(1).get(0);
    }

    /** Those of a new cluster, on free ports. */
    public static List<Seat> all(int brokers) {
        List<Integer> ports = new ArrayList<>();
        for (int node = 1; node <= brokers; node++) {
            ports.add(FreePort.find());
        }
        String clusterId = Uuid.randomUuid().toString();
        List<Seat> seats = new ArrayList<>();
        for (int node = 1; node <= brokers; node++) {
            seats.add(new Seat(clusterId, node, ports));
        }
        return seats;
    }

    int controllerPort() {
        return controllerPorts.get(node - 1);
    }

    /** As {@code controller.quorum.voters} wants them. */
    String voters() {
        List<String> voters = new ArrayList<>();
        for (int each = 1; each <= controllerPorts.size(); each++) {
            voters.add(each + "@" + FreePort.HOST + ":" + controllerPorts.get(each - 1));
        }
        return String.join(",", voters);
    }

    /** Copies of each partition, unless somebody says otherwise. */
    int copies() {
        return Math.min(3, controllerPorts.size());
    }

    /** Of them, those that must have a record before it is acknowledged. */
    int copiesInStep() {
        return copies() / 2 + 1;
    }
}
