package io.blackroad.infra.cli.embedded;

import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.stack.FreePort;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The stack that a part is started in. Safe for use by many threads. */
public final class Stack {
    private final Path folder;
    private final Steps steps;
    private volatile Settings settings;

    /**
     * @param folder data folder of the stack
     * @param settings as they are before anything runs
     */
    public Stack(Path folder, Settings settings, Steps steps) {
        this.folder = folder;
        this.settings = settings;
        this.steps = steps;
    }

    /** Where everything is, as far as it runs: a part finds there what it {@linkplain EmbeddedPart#needs needs}. */
    public Settings settings() {
        return settings;
    }

    /** Tells where something is from now on. */
    public synchronized void change(UnaryOperator<Settings> change) {
        settings = change.apply(settings);
    }

    /** Folder of a part alone. */
    public Path folderOf(String part) {
        return folder.resolve(part);
    }

    /** Progress for people. */
    public Steps steps() {
        return steps;
    }

    /** The usual port of a part when it is free, else 0, which takes a free one. */
    public static int preferred(int port) {
        return FreePort.isFree(port) ? port : 0;
    }
}
