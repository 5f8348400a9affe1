package io.blackroad.infra.cli.up;

import static org.awaitility.Awaitility.await;

import io.blackroad.infra.cli.ClientPrograms;
import io.blackroad.infra.cli.HelpExamples;
import io.blackroad.infra.cli.StackGoldens;
import io.blackroad.infra.cli.doctor.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What needs a running stack and leaves it as it was, on one stack for all of it; asked for with
 * {@code -Dblackroad.tests=all}, since every example of every help and every fault takes long.
 */
@EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningStackIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private static RunningUp up;

    @BeforeAll
    static void start() throws IOException {
        // A fleet with little to do, so that what is tried here has the machine to itself.
        Path calm = Files.writeString(folder.resolve("calm.csv"), "timestamp_s,arrivals\n0,10\n7200,10\n");
        up = new RunningUp(
                folder.resolve("data"), "--agents", "60", "--trace", calm.toString(), "--format", "arrivals");
        await().atMost(PATIENCE).until(up::announced);
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> programsReadTheSameLines() {
        return new StackGoldens(folder, up).tests();
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> theExampleOfEveryHelpRuns() {
        return new HelpExamples(folder, up).answers();
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> programsOfOthersRunAsTheyArePasted() throws IOException {
        return new ClientPrograms(Files.createDirectories(folder.resolve("programs")), up).tests();
    }

    @TestFactory
    @Order(8)
    Stream<DynamicTest> doctorFindsWhatIsBroken() {
        return new Faults(folder, up).tests();
    }

    @TestFactory
    @Order(9)
    Stream<DynamicTest> theExampleOfEveryPartRuns() {
        return new HelpExamples(folder, up).parts();
    }
}
