package io.blackroad.infra.stack;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Where programs lie that the build unpacks into this module's target folder. Looked for, in this order: the system property
 * {@code blackroad.NAME} (the folder itself, and then nowhere else), {@code blackroad.home} and {@code blackroad.root} (the
 * project), and beside these classes.
 */
final class BuiltFolder {
    private static final String IN_PROJECT = "infra/stack/target";

    private BuiltFolder() {}

    /** Folders that may hold the program, the likeliest first; none need exist. */
    static List<Path> of(String name) {
        String named = System.getProperty("blackroad." + name);
        if (named != null) {
            return List.of(Path.of(named));
        }
        List<Path> folders = new ArrayList<>();
        for (String property : List.of("blackroad.home", "blackroad.root")) {
            String project = System.getProperty(property);
            if (project != null) {
                folders.add(Path.of(project, IN_PROJECT, name).toAbsolutePath());
            }
        }
        CodeSource source = BuiltFolder.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            folders.add(besideClasses(source, name));
        }
        return folders;
    }

    /** Classes and jar of this module both lie in its target folder, and so do the programs. */
    private static Path besideClasses(CodeSource source, String name) {
        try {
            return Path.of(source.getLocation().toURI()).resolveSibling(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie at a place that is no URI: " + source.getLocation(), e);
        }
    }
}
