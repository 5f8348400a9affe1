package io.blackroad.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that are given out by hand, a line each: {@code AGENT SHA256} for whoever may tell facts of an agent (an id, or the
 * beginning of ids with a star), {@code NAME SHA256 ROLE} for people and programs. Tokens themselves are never stored, so
 * the file alone opens nothing; they must be long and random, since the hash is a plain one.
 */
final class KeyFile {
    private static final String USAGE = "must be an agent id or prefix* and the SHA-256 of its token as 64 hex digits, "
            + "or a name, such a hash and a role (" + Role.labels() + ")";

    /**
     * Looked up by a hash of the hash with a secret of this process, so how long a look-up takes tells nothing about the
     * hashes that are stored.
     */
    private final Map<String, Entry> byBlindedHash;

    private final byte[] blinding;

    @SuppressWarnings("ArrayRecordComponent") // Compared by MessageDigest alone.
    private record Entry(byte[] hash, Caller caller) {}

    private KeyFile(Map<String, Entry> byBlindedHash, byte[] blinding) {
        this.byBlindedHash = byBlindedHash;
        this.blinding = blinding;
    }

    /** @throws InvalidAccessException if a file cannot be read, naming every line that is wrong */
    static KeyFile read(List<Path> files) {
        byte[] blinding = Secrets.randomBytes();
        Map<String, Entry> entries = new HashMap<>();
        for (Path file : files) {
            List<String> errors = new ArrayList<>();
            try {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                for (int i = 0; i < lines.size(); i++) {
                    add(lines.get(i).strip(), "line " + (i + 1), blinding, entries, errors);
                }
            } catch (IOException e) {
                errors.add("cannot be read: " + e);
            }
            if (!errors.isEmpty()) {
                throw new InvalidAccessException("access file " + file, errors);
            }
        }
        return new KeyFile(entries, blinding);
    }

    private static void add(
            String line, String place, byte[] blinding, Map<String, Entry> entries, List<String> errors) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split("\\s+");
        if (parts.length < 2 || parts.length > 3 || !parts[1].matches("[0-9a-fA-F]{64}")) {
            errors.add(place + " " + USAGE);
            return;
        }
        Optional<Role> role = parts.length == 3 ? Role.of(parts[2]) : Optional.empty();
        if (parts.length == 3 && role.isEmpty()) {
            errors.add(place + " has no such role: " + parts[2] + "; roles are " + Role.labels());
        } else if (role.isEmpty() && !isPattern(parts[0])) {
            errors.add(place + " has a star inside the agent id; it may only end it");
        } else {
            byte[] hash = HexFormat.of().parseHex(parts[1]);
            List<String> agents = role.isEmpty() ? List.of(parts[0]) : List.of();
            entries.merge(
                    blinded(hash, blinding),
                    new Entry(hash, new Caller(parts[0], role, agents, Instant.MAX)),
                    (one, other) -> new Entry(one.hash, one.caller.and(other.caller)));
        }
    }

    /** A star may only end it. */
    static boolean isPattern(String agents) {
        int star = agents.indexOf('*');
        return star < 0 || star == agents.length() - 1;
    }

    /** Whose token it is. */
    Optional<Caller> caller(String token) {
        byte[] hash = Secrets.sha256(token.getBytes(StandardCharsets.UTF_8));
        Entry found = byBlindedHash.get(blinded(hash, blinding));
        return found != null && MessageDigest.isEqual(found.hash, hash) ? Optional.of(found.caller) : Optional.empty();
    }

    private static String blinded(byte[] hash, byte[] blinding) {
        return HexFormat.of().formatHex(Arrays.copyOf(Secrets.sha256(blinding, hash), 16));
    }
}
