package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import java.util.Optional;

/** The HTTP gateway. It has no process of its own: the streams part serves it on its port, unless it is left out. */
final class GatewayPart implements EmbeddedPart {
    static final String NAME = "gateway";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Moment moment() {
        return Moment.WITH_STREAMS;
    }

    @Override
    public Optional<Part> start(Stack stack) {
        return Optional.empty();
    }
}
