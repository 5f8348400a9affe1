package io.blackroad.infra.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs. They come as an archive in a Maven artifact and are unpacked at first use, beside the registry's:
 * into {@value #IN_PROJECT} of the project that {@code blackroad.home} or {@code blackroad.root} names, else beside these
 * classes. System property {@code blackroad.postgres} names an installed PostgreSQL instead, the folder above its
 * {@code bin}.
 */
final class PostgresProgram {
    private static final String IN_PROJECT = "infra/stack/target";
    private static final int EXECUTABLE = 0100;

    private PostgresProgram() {}

    /**
     * The folder above {@code bin}.
     *
     * @throws StackException if there are no programs for this machine or they cannot be unpacked
     */
    static Path home() {
        String named = System.getProperty("blackroad.postgres");
        if (named != null) {
            return Path.of(named);
        }
        String archive = archive();
        Path home = folder().resolve(archive.substring(0, archive.indexOf('.')));
        if (!Files.isDirectory(home)) {
            unpack(archive, home);
        }
        return home;
    }

    /** Name of the archive of this machine, as in {@code postgres-linux-x86_64.txz}. */
    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("linux") ? "linux" : os;
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "postgres-" + system + (arm ? "-arm_64" : "-x86_64") + ".txz";
        if (PostgresProgram.class.getResource("/" + name) == null) {
            throw new StackException("this build has no PostgreSQL for " + os + " on " + System.getProperty("os.arch")
                    + " (no " + name + " on the class path); name an installed one by -Dblackroad.postgres=DIR,"
                    + " the folder above its bin, or run without it");
        }
        return name;
    }

    private static Path folder() {
        for (String property : new String[] {"blackroad.home", "blackroad.root"}) {
            String project = System.getProperty(property);
            if (project != null) {
                return Path.of(project, IN_PROJECT).toAbsolutePath();
            }
        }
        CodeSource source = PostgresProgram.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie at a place that is no URI: " + source.getLocation(), e);
        }
    }

    /** Into a folder of its own, then renamed: whoever finds the folder finds all of it. */
    private static void unpack(String archive, Path home) {
        try {
            Files.createDirectories(home.getParent());
            Path fresh = Files.createTempDirectory(home.getParent(), "postgres-unpacking-");
            try (InputStream in = PostgresProgram.class.getResourceAsStream("/" + archive);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, fresh);
                }
            }
            // Another account runs the server when this one is root.
            fresh.toFile().setReadable(true, false);
            fresh.toFile().setExecutable(true, false);
            moveOnce(fresh, home);
        } catch (IOException e) {
            throw new StackException("cannot unpack PostgreSQL into " + home + ": " + e.getMessage(), e);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the archive would write outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            file.toFile().setExecutable(true, false);
        }
    }

    private static void moveOnce(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            delete(fresh);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
