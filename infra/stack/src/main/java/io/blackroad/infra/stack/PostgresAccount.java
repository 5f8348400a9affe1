package io.blackroad.infra.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL runs. It refuses to be root, so for root it runs in a user namespace of its own, in which
 * its files are still its own; where the system allows no such namespace it runs as {@value #OTHER} and owns its folder.
 */
final class PostgresAccount {
    private static final String OTHER = "nobody";
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private PostgresAccount() {}

    /** What stands before the command; the process id of the command is the same with it. */
    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        return succeeds("unshare", "-U", "true")
                ? NAMESPACE
                : List.of("setpriv", "--reuid=" + OTHER, "--regid=65534", "--clear-groups");
    }

    /** Gives a folder to the account of {@link #prefix()}. */
    static void own(Path folder, List<String> prefix) throws IOException {
        if (prefix.isEmpty() || prefix.equals(NAMESPACE)) {
            return;
        }
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setOwner(path, owner);
            }
        }
    }

    /** {@code setsid} keeps an interrupt typed at the terminal away from the server; macOS has none and loses only order. */
    static List<String> ownSession() {
        return succeeds("setsid", "true") ? List.of("setsid") : List.of();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while starting PostgreSQL", e);
        }
    }
}
