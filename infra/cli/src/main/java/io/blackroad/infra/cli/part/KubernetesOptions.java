package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.config.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the controller of workloads in Kubernetes takes. */
final class KubernetesOptions implements AdapterOptions {
    private static final String USUAL_DRAIN = "30s";

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            description = "Where the workloads are (default: that of the pod or the kubeconfig).")
    private String namespace;

    @Option(
            names = "--kubernetes-url",
            paramLabel = "URL",
            description =
                    "API server that asks for no credentials, as kubectl proxy opens one (default: that of the pod "
                            + "or the kubeconfig).")
    private String url;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            description = "How long a busy pod that is to go is waited for; 0s for not at all (default: " + USUAL_DRAIN
                    + ").")
    private String drain;

    @Override
    public List<String> given() {
        List<String> given = new ArrayList<>();
        if (namespace != null) {
            given.add("--namespace");
        }
        if (url != null) {
            given.add("--kubernetes-url");
        }
        if (drain != null) {
            given.add("--drain");
        }
        return given;
    }

    @Override
    public Opening check(Asked asked, List<String> wrong) {
        Duration limit = limit(wrong);
        KubernetesOpening.checkTargets(asked.targets(), wrong);
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        return () -> KubernetesOpening.open(asked, namespace, url, limit);
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
