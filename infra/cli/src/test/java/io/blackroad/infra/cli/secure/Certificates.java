package io.blackroad.infra.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

/** Keys of a broker and of one client, each certified by itself, and what trusts them. */
final class Certificates {
    static final String PASSWORD = "test-password";

    final Path broker;
    final Path client;
    final Path trusted;

    /** @param clientName what the client's certificate calls it */
    Certificates(Path folder, String clientName) throws Exception {
        broker = made(folder.resolve("broker.p12"), "CN=broker", "-ext", "SAN=ip:127.0.0.1,dns:localhost");
        client = made(folder.resolve("client.p12"), "CN=" + clientName);
        trusted = folder.resolve("trusted.p12");
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (Path store : List.of(broker, client)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            trust.setCertificateEntry(store.getFileName().toString(), keys.getCertificate("key"));
        }
        try (OutputStream out = Files.newOutputStream(trusted)) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }

    private static Path made(Path store, String name, String... more) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return store;
    }
}
