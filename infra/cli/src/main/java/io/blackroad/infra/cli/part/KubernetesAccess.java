package io.blackroad.infra.cli.part;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which cluster and where in it; shared by the adapters that work there. */
final class KubernetesAccess {
    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            description = "Where the workloads are in Kubernetes (default: that of the pod or the kubeconfig).")
    private String namespace;

    @Option(
            names = "--kubernetes-url",
            paramLabel = "URL",
            description =
                    "API server that asks for no credentials, as kubectl proxy opens one (default: that of the pod "
                            + "or the kubeconfig).")
    private String url;

    String namespace() {
        return namespace;
    }

    String url() {
        return url;
    }

    List<String> given() {
        List<String> given = new ArrayList<>();
        if (namespace != null) {
            given.add("--namespace");
        }
        if (url != null) {
            given.add("--kubernetes-url");
        }
        return given;
    }
}
