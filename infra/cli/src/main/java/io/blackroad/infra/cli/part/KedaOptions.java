package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the controller takes that tells KEDA. */
final class KedaOptions implements AdapterOptions {
    private static final int USUAL_PORT = 9090;
    private static final int HIGHEST_PORT = 65_535;
    private static final String USUAL_HOST = "127.0.0.1";

    @Option(
            names = "--keda-port",
            paramLabel = "P",
            description =
                    "Port of KEDA's external scaler, which a ScaledObject names as scalerAddress; 0 takes a free one "
                            + "(default: " + USUAL_PORT + ").")
    private Integer port;

    @Option(
            names = "--keda-host",
            paramLabel = "ADDRESS",
            description = "Address that it listens on (default: " + USUAL_HOST + ").")
    private String host;

    private final KubernetesAccess access;

    KedaOptions(KubernetesAccess access) {
        this.access = access;
    }

    @Override
    public List<String> given() {
        List<String> given = new ArrayList<>();
        if (port != null) {
            given.add("--keda-port");
        }
        if (host != null) {
            given.add("--keda-host");
        }
        return given;
    }

    @Override
    public Opening check(Asked asked, List<String> wrong) {
        int listening = port == null ? USUAL_PORT : port;
        if (listening < 0 || listening > HIGHEST_PORT) {
            wrong.add("--keda-port '" + listening + "' must be a port from 0 to " + HIGHEST_PORT);
        }
        if (!asked.targets().isEmpty()) {
            wrong.add("--target does not go with --adapter keda: the trigger of a ScaledObject names its region and "
                    + "service");
        }
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        return () -> KedaOpening.open(asked, access, host == null ? USUAL_HOST : host, listening);
    }
}
