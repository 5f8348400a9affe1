package io.blackroad.infra.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Main class of the broker's JVM: formats the storage when it is new, then is Kafka. {@code BrokerMain PROPERTIES LOG_DIR CLUSTER} */
final class BrokerMain {
    private BrokerMain() {}

    /** Public for {@link Child}; the class is not. */
    public static void main(String[] arguments) {
        String config = arguments[0];
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            format(config, arguments[2]);
        }
        Kafka.main(new String[] {config});
    }

    private static void format(String config, String clusterId) {
        String[] command = {"format", "--config", config, "--cluster-id", clusterId, "--ignore-formatted"};
        int code = StorageTool.execute(command, System.out);
        if (code != 0) {
            System.exit(code);
        }
    }
}
