package io.blackroad.producer.gateway;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which token may write as which agents: a line {@code AGENT SHA256}, where AGENT is an id or a prefix with a star, and
 * SHA256 is the hash of the token in hex. Tokens themselves are never stored, so the hash alone opens nothing; they must be
 * long and random, since the hash is a plain one.
 */
final class AccessFile {
    private static final String BEARER = "bearer ";

    private final Map<String, Writer> byHash;

    private AccessFile(Map<String, Writer> byHash) {
        this.byHash = byHash;
    }

    /** @throws InvalidSettingsException if the file cannot be read, naming every line that is wrong */
    static AccessFile read(Path file) {
        List<String> errors = new ArrayList<>();
        Map<String, List<String>> patterns = new HashMap<>();
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                add(lines.get(i).strip(), "line " + (i + 1), patterns, errors);
            }
        } catch (IOException e) {
            errors.add("cannot be read: " + e);
        }
        InvalidSettingsException.throwIfAny("access file " + file, errors);
        Map<String, Writer> byHash = new HashMap<>();
        patterns.forEach((hash, agents) -> byHash.put(hash, new Writer(List.copyOf(agents))));
        return new AccessFile(byHash);
    }

    private static void add(String line, String place, Map<String, List<String>> patterns, List<String> errors) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split("\\s+");
        if (parts.length != 2 || !parts[1].matches("[0-9a-fA-F]{64}")) {
            errors.add(place + " must be an agent id or prefix*, and the SHA-256 of its token as 64 hex digits");
        } else if (parts[0].indexOf('*') >= 0 && parts[0].indexOf('*') < parts[0].length() - 1) {
            errors.add(place + " has a star inside the agent id; it may only end it");
        } else {
            patterns.computeIfAbsent(parts[1].toLowerCase(Locale.ROOT), hash -> new ArrayList<>())
                    .add(parts[0]);
        }
    }

    /**
     * Who sends this header.
     *
     * @param authorization the Authorization header, or null
     * @throws RejectedException if it holds no token of the file
     */
    Writer writer(String authorization) throws RejectedException {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new RejectedException(
                    ProblemType.UNAUTHENTICATED, "send the agent's token: -H 'Authorization: Bearer TOKEN'");
        }
        Writer writer = byHash.get(hash(authorization.substring(BEARER.length()).strip()));
        if (writer == null) {
            throw new RejectedException(
                    ProblemType.UNAUTHENTICATED, "nobody has this token; ask the gateway's operator for one");
        }
        return writer;
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
