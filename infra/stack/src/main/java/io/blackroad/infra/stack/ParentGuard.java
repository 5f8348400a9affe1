package io.blackroad.infra.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends native servers when this JVM ends, however it ends: a server in another language cannot watch its parent as
 * {@link Child} does. One small shell per JVM reads from a pipe which servers live; when the pipe breaks it asks those to
 * end. A server is written down before its program starts, so that no moment is left in which it could be orphaned.
 */
final class ParentGuard {
    private static final String WATCH = """
            trap '' INT TERM HUP
            pids=' '
            while read -r verb pid; do
              case $verb in
                add) pids="$pids$pid ";;
                drop) case $pids in *" $pid "*) pids="${pids%% $pid *} ${pids#* $pid }";; esac;;
              esac
            done
            for pid in $pids; do kill "$pid" 2>/dev/null; done
            """;

    /** Waits for the word to go; a session of its own where there is one, so that an interrupt typed at the terminal is left to us. */
    private static final String LAUNCH = """
            read -r go || exit 1
            if command -v setsid >/dev/null; then exec setsid "$0" "$@"; fi
            exec "$0" "$@"
            """;

    private static OutputStream watch;

    private ParentGuard() {}

    /** Starts the program of a builder that holds its command line, and sees to it that it does not outlive this JVM. */
    static Process start(ProcessBuilder builder) throws IOException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", LAUNCH));
        line.addAll(builder.command());
        Process process = builder.command(line).start();
        tell("add", process);
        process.onExit().thenAccept(ended -> tell("drop", ended));
        try (OutputStream go = process.getOutputStream()) {
            go.write('\n');
        }
        return process;
    }

    private static synchronized void tell(String verb, Process process) {
        try {
            if (watch == null) {
                watch = new ProcessBuilder("/bin/sh", "-c", WATCH)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .getOutputStream();
            }
            watch.write((verb + " " + process.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
            watch.flush();
        } catch (IOException e) {
            if (verb.equals("add")) {
                process.destroyForcibly();
                throw new StackException("cannot watch over process " + process.pid() + ": " + e.getMessage(), e);
            }
        }
    }
}
