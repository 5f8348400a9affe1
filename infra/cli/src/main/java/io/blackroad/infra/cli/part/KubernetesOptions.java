package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.config.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** What the controller of workloads in Kubernetes takes. */
final class KubernetesOptions implements AdapterOptions {
    private static final String USUAL_DRAIN = "30s";

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            description = "How long a busy pod that is to go is waited for; 0s for not at all (default: " + USUAL_DRAIN
                    + ").")
    private String drain;

    private final KubernetesAccess access;

    KubernetesOptions(KubernetesAccess access) {
        this.access = access;
    }

    @Override
    public List<String> given() {
        return drain == null ? List.of() : List.of("--drain");
    }

    @Override
    public Opening check(Asked asked, List<String> wrong) {
        Duration limit = limit(wrong);
        KubernetesOpening.checkTargets(asked.targets(), wrong);
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        return () -> KubernetesOpening.open(asked, access, limit);
    }

    private Duration limit(List<String> wrong) {
        String text = drain == null ? USUAL_DRAIN : drain;
        try {
            Duration limit = Times.duration(text);
            if (!limit.isNegative()) {
                return limit;
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        wrong.add("--drain '" + text + "' must be a time such as 30s");
        return Duration.ZERO;
    }
}
