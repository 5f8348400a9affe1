package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.vectors.ServedVectors;
import io.blackroad.infra.stack.StackException;
import io.blackroad.sink.vector.VectorException;
import java.util.Optional;

/** The embedded index of agents' vectors, inside this process; the setting {@code vectors.url} names it once it answers. */
final class VectorPart implements EmbeddedPart {
    private static final String NAME = "vectors";
    private static final String HOST = "127.0.0.1";

    private int port;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Moment moment() {
        return Moment.AFTER_FLEET;
    }

    @Override
    public Optional<Part> start(Stack stack) {
        Steps.Step step = stack.steps().begin(NAME, "opening the index");
        try {
            ServedVectors served = ServedVectors.start(
                    stack.folderOf(NAME),
                    stack.settings().vectors().dimensions(),
                    HOST,
                    port == 0 ? Stack.preferred(ServedVectors.USUAL_PORT) : port,
                    "");
            port = served.port();
            stack.change(settings ->
                    settings.withStores(settings.memory(), settings.vectors().at(served.url())));
            step.done("ready on " + HOST + ":" + port);
            return Optional.of(Part.here(NAME, Optional::empty, served::close));
        } catch (VectorException | IllegalArgumentException e) {
            throw new StackException(e.getMessage(), e);
        }
    }
}
