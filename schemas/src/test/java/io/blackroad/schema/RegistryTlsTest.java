package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose certificate only our own trust store knows. */
class RegistryTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void ownTrustReachesItAndTheDefaultDoesNot() throws Exception {
        SSLContext tls = selfSigned();
        try (FakeRegistry registry = new FakeRegistry(tls)) {
            registry.answers(200, "[\"s\"]");
            RegistrySettings settings =
                    RegistrySettings.of(registry.url()).withPatience(Duration.ofSeconds(20), 1, Duration.ZERO);

            assertThat(new RegistryClient(settings.withTls(tls)).subjects()).containsExactly("s");
            RegistryClient distrustful = new RegistryClient(settings);
            assertThatThrownBy(distrustful::subjects)
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining(registry.url().toString())
                    .hasMessageContaining("SSL");
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("identity.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "registry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
