package io.blackroad.infra.stack;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * First class of every child JVM: {@code Child PARENT FOLDER MAIN ARGUMENT...}. It claims the data folder, ties the
 * child's life to its parent's and then runs the real main class. It uses the JDK only, so that it runs on any class path.
 *
 * <p>The parent holds the other end of standard input. When the parent ends, even by kill -9, reading returns, and the
 * child ends in good order, or after {@value #GRACE_MILLISECONDS} ms without it. An interrupt typed at the terminal goes to
 * parent and children alike; the children leave it to the parent, which stops them in the right order.
 */
public final class Child {
    private static final long GRACE_MILLISECONDS = 15_000;

    private Child() {}

    /** Does not return before the real main class does. */
    public static void main(String[] arguments) throws Throwable {
        long parent = Long.parseLong(arguments[0]);
        leaveInterruptToParent();
        endWithParent();
        try {
            DataFolder.claim(Path.of(arguments[1]), parent);
        } catch (StackException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        run(arguments[2], Arrays.copyOfRange(arguments, 3, arguments.length));
    }

    private static void run(String main, String[] arguments) throws Throwable {
        try {
            Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    awaitEnd(System.in);
                    Thread last = new Thread(Child::haltLater, "halt");
                    last.setDaemon(true);
                    last.start();
                    System.exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream in) {
        try {
            while (in.read() >= 0) {
                // The parent writes nothing; whatever comes is not the end.
            }
        } catch (IOException e) {
            // A broken pipe is the parent's end as well.
        }
    }

    private static void haltLater() {
        try {
            Thread.sleep(GRACE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /** By reflection: javac warns of this class and no warning is let through; where it is missing nothing is lost but order. */
    private static void leaveInterruptToParent() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignore = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), ignore);
        } catch (ReflectiveOperationException e) {
            System.err.println("interrupts reach this process directly: " + e);
        }
    }
}
