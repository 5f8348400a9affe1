package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.PostgresProcess;
import java.util.Optional;

/** The PostgreSQL of the stack; settings {@code database.*} name it once it answers. */
final class PostgresPart implements EmbeddedPart {
    static final String NAME = "postgres";
    private static final int USUAL_PORT = 5432;

    private int port;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Moment moment() {
        return Moment.WITH_SERVERS;
    }

    @Override
    public Optional<Part> start(Stack stack) {
        Steps.Step step = stack.steps().begin(NAME, "waiting until it answers");
        PostgresProcess postgres = PostgresProcess.start(
                stack.folderOf(NAME), port == 0 ? Stack.preferred(USUAL_PORT) : port, progress -> {});
        port = postgres.port();
        stack.change(settings -> settings.withDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password()));
        step.done("ready on 127.0.0.1:" + port);
        return Optional.of(Part.process(NAME, postgres.pid(), postgres::isAlive, postgres::close));
    }
}
