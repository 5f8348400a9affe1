package io.blackroad.infra.cli.up;

import io.blackroad.access.AccessSettings;
import io.blackroad.access.JwtSettings;
import io.blackroad.access.OwnToken;
import io.blackroad.access.Secrets;
import io.blackroad.infra.cli.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The token of {@code up} itself, where its server asks for tokens. It lies in the data folder, for its owner alone, so
 * that commands on the same folder need no other.
 */
final class OwnAccess {
    private static final String FOLDER = "access";
    private static final String KEYS = "keys";

    private OwnAccess() {}

    /** The same access with the token of {@code up}, if tokens are asked for at all. */
    static AccessSettings added(AccessSettings access, Path dataFolder) {
        if (!access.asksForTokens()) {
            return access;
        }
        Path folder = dataFolder.resolve(FOLDER);
        Path token = dataFolder.resolve(Setting.OWN_TOKEN);
        try {
            if (!Files.exists(token) || !Files.exists(folder.resolve(KEYS))) {
                Files.createDirectories(folder);
                String text = Secrets.newToken();
                write(folder.resolve(KEYS), "up " + Secrets.hash(text) + " admin\n");
                write(token, text + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder, e);
        }
        List<Path> keys = new ArrayList<>(access.keyFiles());
        keys.add(folder.resolve(KEYS));
        return new AccessSettings(
                keys, access.jwt(), access.open(), access.origins(), access.requestsPerSecond(), OwnToken.in(token));
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    /** As the flag takes them. */
    static String files(AccessSettings access) {
        return access.keyFiles().stream().map(Path::toString).collect(Collectors.joining(","));
    }

    /** Writes what no flag says, for a process of its own. */
    static Path settingsFile(AccessSettings access, Path folder) {
        List<String> lines = new ArrayList<>();
        lines.add(Setting.HTTP_OPEN.key() + " = " + access.open());
        lines.add(Setting.HTTP_ORIGINS.key() + " = " + String.join(",", access.origins()));
        lines.add(Setting.HTTP_RATE.key() + " = " + access.requestsPerSecond());
        access.jwt().ifPresent(jwt -> lines.addAll(lines(jwt)));
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve("access.properties"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    private static List<String> lines(JwtSettings jwt) {
        return List.of(
                Setting.ACCESS_JWT_ISSUER.key() + " = " + jwt.issuer(),
                Setting.ACCESS_JWT_AUDIENCE.key() + " = " + jwt.audience(),
                Setting.ACCESS_JWT_KEYS.key() + " = " + jwt.keys(),
                Setting.ACCESS_JWT_ALGORITHMS.key() + " = " + String.join(",", jwt.algorithms()),
                Setting.ACCESS_JWT_ROLES_CLAIM.key() + " = " + jwt.rolesClaim(),
                Setting.ACCESS_JWT_AGENTS_CLAIM.key() + " = " + jwt.agentsClaim());
    }
}
