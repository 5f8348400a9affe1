package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.ControllerContract;
import io.blackroad.sink.controller.Outside;

/** Against Deployments in the mock server, a stand-in for a cluster. */
class KubernetesContractIT extends ControllerContract {
    @Override
    protected Outside open() {
        return new OutsideCluster(WorkloadKind.DEPLOYMENT);
    }
}
