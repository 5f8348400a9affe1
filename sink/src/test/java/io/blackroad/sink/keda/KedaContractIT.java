package io.blackroad.sink.keda;

import io.blackroad.sink.controller.ControllerContract;
import io.blackroad.sink.controller.Outside;

/** Against ScaledObjects in the mock server, a stand-in for a cluster with KEDA. */
class KedaContractIT extends ControllerContract {
    @Override
    protected Outside open() {
        return new OutsideKeda();
    }
}
