package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.capture.CaptureWatch;
import io.blackroad.infra.cli.capture.Captures;
import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.ConnectProcess;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.StackException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Change capture of the control database. It comes last: at the first start the topics hold the database's rows already,
 * and at later ones what they held before.
 */
final class ConnectPart implements EmbeddedPart {
    static final String NAME = "connect";
    private static final int USUAL_PORT = 8083;

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
    public Set<String> needs() {
        return Set.of(PostgresPart.NAME);
    }

    @Override
    public Optional<Part> start(Stack stack) {
        Steps.Step step = stack.steps().begin(NAME, "starting change capture of the control database");
        ConnectProcess connect = worker(stack);
        URI url = connect.url();
        port = url.getPort();
        stack.change(settings -> settings.withConnect(url));
        CaptureWatch watch = CaptureWatch.start(stack.settings(), stack.steps());
        step.done("ready on " + url.getAuthority());
        return Optional.of(Part.process(NAME, connect.pid(), connect::isAlive, () -> {
            watch.close();
            connect.close();
        }));
    }

    /** Its port is bound seconds after it was found free; of two stacks that start at once the second takes another. */
    private ConnectProcess worker(Stack stack) {
        int wanted = port == 0 ? Stack.preferred(USUAL_PORT) : port;
        try {
            return Captures.start(stack.settings(), stack.folderOf(NAME), wanted);
        } catch (StackException e) {
            if (wanted == 0 || FreePort.isFree(wanted)) {
                throw e;
            }
            return Captures.start(stack.settings(), stack.folderOf(NAME), 0);
        }
    }
}
