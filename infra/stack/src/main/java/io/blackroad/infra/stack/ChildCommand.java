package io.blackroad.infra.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a child JVM runs.
 *
 * @param name what people call it; also the name of its output file, {@code NAME.out}
 * @param folder data folder, locked by the child while it lives; holds the output file and is the working directory
 * @param options options of the JVM, heap and collector among them
 * @param classPath where its classes are; see {@link #ownClassPath()}
 * @param main the class whose {@code main} runs
 * @param arguments its arguments
 * @param environment added to this process's own, for secrets that must not be in a command line
 */
public record ChildCommand(
        String name,
        Path folder,
        List<String> options,
        String classPath,
        String main,
        List<String> arguments,
        Map<String, String> environment) {

    public ChildCommand {
        folder = folder.toAbsolutePath().normalize();
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** One that adds nothing to the environment. */
    public ChildCommand(
            String name, Path folder, List<String> options, String classPath, String main, List<String> arguments) {
        this(name, folder, options, classPath, main, arguments, Map.of());
    }

    /** The same with another environment. */
    ChildCommand with(Map<String, String> variables) {
        return new ChildCommand(name, folder, options, classPath, main, arguments, variables);
    }

    /** Class path of this process. */
    public static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    Path output() {
        return folder.resolve(name + ".out");
    }

    /** The command line; the class path travels in the environment, where its length does no harm. */
    List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(java().toString());
        line.addAll(options);
        line.add(Child.class.getName());
        line.add(Long.toString(ProcessHandle.current().pid()));
        line.add(folder.toString());
        line.add(main);
        line.addAll(arguments);
        return line;
    }

    private static Path java() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windows = bin.resolve("java.exe");
        return Files.exists(windows) ? windows : bin.resolve("java");
    }
}
