package io.blackroad.infra.cli;

/** Where the JVM starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Long-running commands leave through here as well, so the shutdown hooks see an orderly exit.
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /** Runs one command line and says how it ended. */
    static int run(Surroundings surroundings, String... arguments) {
        return CommandTree.of(surroundings).execute(arguments);
    }
}
