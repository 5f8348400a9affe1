package io.blackroad.infra.fuzz;

/** Where Jazzer begins, in a process of its own: it is told the class of the target and hands it one input after another. */
public final class JazzerEntry {
    private static final HangWatch WATCH = new HangWatch();
    private static Target target;

    private JazzerEntry() {}

    /**
     * Called once, before the first input.
     *
     * @param arguments class of the target, file for an input that hangs
     */
    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        target = (Target) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        WATCH.start(Thread.currentThread(), arguments[1]);
    }

    /** Called for each input; whatever it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        WATCH.begins(input);
        target.takes(input);
    }
}
