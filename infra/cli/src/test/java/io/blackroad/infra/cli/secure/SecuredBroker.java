package io.blackroad.infra.cli.secure;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A real broker with access control: SCRAM over TLS on one port, client certificates on another. What the broker says to
 * itself, and the test that sets it up, come by its plain port.
 */
final class SecuredBroker implements AutoCloseable {
    private static final int ITERATIONS = 4_096;

    private final Path folder;
    private final Certificates certificates;
    private final BrokerProcess broker;
    private final String scram = "127.0.0.1:" + FreePort.find();
    private final String mutual = "127.0.0.1:" + FreePort.find();

    /** @param certified principal of the client certificate */
    SecuredBroker(Path folder, String certified) throws Exception {
        this.folder = folder;
        this.certificates = new Certificates(folder, certified);
        Map<String, String> more = new HashMap<>();
        String listeners = "SCRAM://" + scram + ",MUTUAL://" + mutual;
        more.put("listeners", listeners);
        more.put("advertised.listeners", listeners);
        more.put("listener.security.protocol.map", "SCRAM:SASL_SSL,MUTUAL:SSL");
        more.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        more.put("super.users", "User:ANONYMOUS");
        more.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        more.put(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        more.put("listener.name.mutual.ssl.client.auth", "required");
        more.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
        more.putAll(store("keystore", certificates.broker));
        more.putAll(store("truststore", certificates.trusted));
        this.broker = BrokerProcess.start(folder.resolve("broker"), 0, more, line -> {});
    }

    private static Map<String, String> store(String kind, Path file) {
        return Map.of(
                "ssl." + kind + ".location",
                file.toString(),
                "ssl." + kind + ".type",
                "PKCS12",
                "ssl." + kind + ".password",
                Certificates.PASSWORD);
    }

    /** Somebody who may do everything. */
    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    String plain() {
        return broker.bootstrapServers();
    }

    String scram() {
        return scram;
    }

    String mutual() {
        return mutual;
    }

    /** Makes users whose password is derived from their name. */
    void addUsers(List<String> names) throws Exception {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        names.forEach(name -> users.add(new UserScramCredentialUpsertion(name, how, password(name))));
        try (Admin admin = admin()) {
            admin.alterUserScramCredentials(users).all().get();
        }
    }

    static String password(String user) {
        return "password-of-" + user;
    }

    /** Settings of a client that is this user. */
    Map<String, String> client(String user) {
        Map<String, String> client = new HashMap<>(store("truststore", certificates.trusted));
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password(user) + "\";");
        return client;
    }

    /** Settings of the client that has the certificate. */
    Map<String, String> certified() {
        Map<String, String> client = new HashMap<>(store("truststore", certificates.trusted));
        client.putAll(store("keystore", certificates.client));
        client.put("security.protocol", "SSL");
        return client;
    }

    /** The same as a file, as commands take it. */
    Path file(String user) throws IOException {
        String text = client(user).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(user + ".properties"), text);
    }

    @Override
    public void close() {
        broker.close();
    }
}
