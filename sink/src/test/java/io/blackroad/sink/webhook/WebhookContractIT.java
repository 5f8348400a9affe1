package io.blackroad.sink.webhook;

import io.blackroad.sink.controller.ControllerContract;
import io.blackroad.sink.controller.Outside;

/** Against a receiver as a user would write it. */
class WebhookContractIT extends ControllerContract {
    @Override
    protected Outside open() {
        return new Receiver();
    }
}
