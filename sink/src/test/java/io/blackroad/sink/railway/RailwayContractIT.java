package io.blackroad.sink.railway;

import io.blackroad.sink.controller.ControllerContract;
import io.blackroad.sink.controller.Outside;

/** Against a stand-in for Railway's API. */
class RailwayContractIT extends ControllerContract {
    @Override
    protected Outside open() {
        return new RailwayStandIn();
    }
}
