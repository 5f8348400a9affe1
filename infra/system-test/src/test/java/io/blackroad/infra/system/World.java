package io.blackroad.infra.system;

import io.blackroad.infra.system.part.Brokers;
import io.blackroad.infra.system.part.RegistryStandIn;
import io.blackroad.infra.system.part.Streams;
import io.blackroad.schema.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Brokers and instances as processes of this machine, with a registry in this one. */
public final class World extends UsedSystem {
    private final Path folder;
    private final RegistryStandIn registry;
    private final Brokers brokers;
    private final List<Streams> instances = new ArrayList<>();

    private World(Path folder, List<Path> brokerFolders, Map<String, String> settings) throws IOException {
        super(Files.createDirectories(folder));
        this.folder = folder;
        registry = new RegistryStandIn();
        brokers = Brokers.start(brokerFolders, settings);
    }

    /** So many brokers, and so many instances of streams beside them, all at work when this returns. */
    public static World start(Path folder, int brokers, int instances) throws IOException {
        World world = of(folder, brokers);
        try {
            for (int i = 0; i < instances; i++) {
                world.add(world.instance("instance-" + i, List.of()));
            }
            world.begin();
            return world;
        } catch (RuntimeException | Error e) {
            world.close();
            throw e;
        }
    }

    /** Brokers with topics and control tables, and nobody else yet. */
    public static World of(Path folder, int brokers) throws IOException {
        List<Path> folders = IntStream.range(0, brokers)
                .mapToObj(number -> folder.resolve("broker-" + number))
                .toList();
        return of(folder, folders, Map.of());
    }

    /** The same with brokers whose folders, or settings, are special. */
    public static World of(Path folder, List<Path> brokerFolders, Map<String, String> settings) throws IOException {
        World world = new World(folder, brokerFolders, settings);
        try {
            world.prepare(brokerFolders.size());
            return world;
        } catch (RuntimeException | Error e) {
            world.close();
            throw e;
        }
    }

    /** An instance that is not started. */
    public Streams instance(String name, List<String> options, String... more) {
        return instance(name, brokers.bootstrapServers(), options, more);
    }

    /** One whose folder is special. */
    public Streams instanceIn(Path own) {
        return new Streams(own, brokers.bootstrapServers(), registry.url(), List.of(), "--standbys=1");
    }

    /** One that knows the brokers by other addresses. */
    public Streams instance(String name, String bootstrapServers, List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--standbys=1"));
        arguments.addAll(List.of(more));
        return new Streams(
                folder.resolve(name), bootstrapServers, registry.url(), options, arguments.toArray(String[]::new));
    }

    public void add(Streams instance) {
        instances.add(instance.start());
    }

    @Override
    protected String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    @Override
    protected SchemaRegistry schemas() {
        return registry.schemas();
    }

    @Override
    protected List<Streams> instances() {
        return instances;
    }

    public Brokers brokers() {
        return brokers;
    }

    public RegistryStandIn registry() {
        return registry;
    }

    public Streams streams(int instance) {
        return instances.get(instance);
    }

    public List<Streams> streams() {
        return instances;
    }

    @Override
    public void close() {
        super.close();
        instances.forEach(Streams::close);
        brokers.close();
        registry.close();
    }
}
