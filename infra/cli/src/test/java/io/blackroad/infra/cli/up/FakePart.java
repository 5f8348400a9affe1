package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A part that runs nothing. */
record FakePart(String name, Set<String> needs, Supplier<Optional<Part>> starts) implements EmbeddedPart {

    static FakePart of(String name, String... needs) {
        return new FakePart(name, Set.of(needs), () -> Optional.of(Part.here(name, Optional::empty, () -> {})));
    }

    FakePart starting(Supplier<Optional<Part>> how) {
        return new FakePart(name, needs, how);
    }

    @Override
    public Moment moment() {
        return Moment.WITH_SERVERS;
    }

    @Override
    public Optional<Part> start(Stack stack) {
        return starts.get();
    }
}
