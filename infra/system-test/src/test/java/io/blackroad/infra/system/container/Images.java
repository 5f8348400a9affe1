package io.blackroad.infra.system.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What containers run. Our own images are built, as infra/docs/deployment.md says it, from what this build has made, so a
 * test never runs yesterday's. System properties name others: {@code blackroad.container.base} what ours are built upon,
 * {@code blackroad.container.kafka} the broker ({@code stand-in} makes one of our own jars), and
 * {@code blackroad.container.previous} what is upgraded from.
 */
public final class Images {
    private static final Path ROOT = Path.of(System.getProperty("blackroad.root", "../.."));
    private static final Path STAND_IN = ROOT.resolve("infra/system-test/src/test/docker/kafka");
    private static final String REPOSITORY = "blackroad-streams";
    private static final int LAST_WORDS = 4_000;

    private Images() {}

    /** The image of this build. */
    public static String tested() {
        return ours("parts", "tested");
    }

    /**
     * The image of a release before. Without one it is this build's under another name: a rolling upgrade then changes
     * containers, and not what runs in them.
     */
    public static String previous() {
        String named = System.getProperty("blackroad.container.previous", "");
        if (!named.isEmpty()) {
            return named;
        }
        Engine.client().tagImageCmd(tested(), REPOSITORY, "previous").exec();
        return REPOSITORY + ":previous";
    }

    static String registry() {
        return ours("registry", "tested-registry");
    }

    static String kafka() {
        String named = System.getProperty("blackroad.container.kafka", "apache/kafka:4.3.1");
        return named.equals("stand-in")
                ? build("kafka-stand-in", STAND_IN, List.of("--build-arg", "PARTS=" + tested()))
                : named;
    }

    /** Built again each time; the engine knows what has not changed. */
    private static String ours(String target, String tag) {
        List<String> options = new ArrayList<>(
                List.of("--file", ROOT.resolve("infra/image/Dockerfile").toString(), "--target", target));
        String base = System.getProperty("blackroad.container.base", "");
        if (!base.isEmpty()) {
            options.addAll(List.of("--build-arg", "BASE=" + base));
        }
        return build(tag, ROOT, options);
    }

    private static String build(String tag, Path context, List<String> options) {
        String name = REPOSITORY + ":" + tag;
        List<String> command = new ArrayList<>(List.of("docker", "build", "--tag", name));
        command.addAll(options);
        command.add(context.toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: "
                        + said.substring(Math.max(0, said.length() - LAST_WORDS)));
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("there is no docker to build images with", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an image is built", e);
        }
    }
}
