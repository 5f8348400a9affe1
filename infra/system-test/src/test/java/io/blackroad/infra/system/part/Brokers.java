package io.blackroad.infra.system.part;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.Seat;
import io.blackroad.infra.stack.fault.Relay;
import io.blackroad.infra.stack.fault.RelayedListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of broker processes, each of them a controller too, which keep ports and folders over their restarts. Beside
 * its own port each broker has one behind a {@link Relay}; who starts there stays there.
 */
public final class Brokers implements AutoCloseable {
    private final List<Path> folders;
    private final List<Seat> seats;
    private final List<Integer> ports;
    private final List<Relay> relays = new ArrayList<>();
    private final List<Map<String, String>> settings = new ArrayList<>();
    private final BrokerProcess[] running;

    private Brokers(List<Path> folders, Map<String, String> more) throws IOException {
        this.folders = folders;
        seats = Seat.all(folders.size());
        running = new BrokerProcess[folders.size()];
        ports = folders.stream().map(folder -> FreePort.find()).toList();
        for (int i = 0; i < folders.size(); i++) {
            Relay relay = new Relay(FreePort.find());
            relays.add(relay);
            Map<String, String> own = new HashMap<>(more);
            own.putAll(RelayedListener.behind(relay));
            settings.add(own);
        }
    }

    /** Starts as many as there are folders. */
    public static Brokers start(List<Path> folders, Map<String, String> more) throws IOException {
        Brokers brokers = new Brokers(folders, more);
        brokers.startAll(IntStream.range(0, folders.size()).boxed().toList());
        return brokers;
    }

    public String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** For one whose network is to be spoilt. */
    public String relayedServers() {
        return relays.stream().map(relay -> "127.0.0.1:" + relay.port()).collect(Collectors.joining(","));
    }

    /** Of the network of all that started behind the relays. */
    public PacketLoss packetLoss() {
        return PacketLoss.of(relays.stream().map(Relay::port).toList());
    }

    /** Spoils or mends the network of all that started behind the relays. */
    public void line(Relay.Line line) {
        relays.forEach(relay -> relay.set(line));
    }

    public int count() {
        return running.length;
    }

    public BrokerProcess get(int broker) {
        return running[broker];
    }

    public Path folder(int broker) {
        return folders.get(broker);
    }

    /** Starts these again, in this order and without waiting for one another. */
    public void startAll(List<Integer> brokers) {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (int broker : brokers) {
            starts.add(CompletableFuture.runAsync(() -> restart(broker)));
        }
        starts.forEach(CompletableFuture::join);
    }

    public void restart(int broker) {
        running[broker] = BrokerProcess.start(
                folders.get(broker), ports.get(broker), seats.get(broker), settings.get(broker), line -> {});
    }

    @Override
    public void close() {
        for (BrokerProcess broker : running) {
            if (broker != null) {
                broker.kill();
            }
        }
        relays.forEach(Relay::close);
    }
}
