package io.blackroad.producer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.producer.sdk.InvalidSettingsException;
import io.blackroad.producer.sdk.RecordingClient;
import io.blackroad.producer.sdk.TokenSpeed;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final List<String> REGIONS = List.of("us-east", "eu-west", "ap-south");

    /** Waiting moves it, nothing else does. */
    private static final class StandingClock implements ReplayClock {
        private long now = 1_000;
        private final List<Long> wakes = new ArrayList<>();

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleepUntil(long nanos) {
            now = nanos;
            wakes.add(nanos - 1_000);
        }
    }

    private final RecordingClient recording = new RecordingClient();
    private final StandingClock clock = new StandingClock();
    private final Map<String, List<String>> live = new HashMap<>(Map.of(
            "us-east/api", List.of("u1", "u2"),
            "eu-west/api", List.of("e1", "e2", "e3"),
            "ap-south/api", List.of("a1")));
    private int asked;

    private List<String> directory(String region, String service) {
        asked++;
        return live.getOrDefault(region + "/" + service, List.of());
    }

    private ReplaySummary replay(ReplayOptions options, TraceFormat format, String text) throws InterruptedException {
        try (Requests trace =
                Requests.of("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), format)) {
            return new Replay(options, recording.client(), this::directory, clock).run(trace);
        }
    }

    private static ReplayOptions options() {
        return ReplayOptions.of("r1", REGIONS, "api");
    }

    @Test
    void pacesByTheTraceAndTheSpeed() throws InterruptedException {
        ReplaySummary summary =
                replay(options().withSpeed(60), TraceFormat.ARRIVALS, "timestamp_s,arrivals\n0,1\n60,1\n180,1\n");

        assertThat(clock.wakes).containsExactly(1_000_000_000L, 3_000_000_000L);
        assertThat(summary)
                .isEqualTo(new ReplaySummary(3, 3, 0, Map.of(), Duration.ofSeconds(180), Duration.ofSeconds(3)));
    }

    @Test
    void givesRequestsTheWorkThatTheirTokensAre() throws InterruptedException {
        String text = "timestamp_s,input_tokens,output_tokens\n0,5000,200\n1,0,0\n";
        replay(options(), TraceFormat.LLM, text);
        replay(new ReplayOptions("r2", REGIONS, "api", 1, new TokenSpeed(1_000, 200)), TraceFormat.LLM, text);

        assertThat(recording.tasks())
                .extracting(TaskChanged::getTaskId, TaskChanged::getInputTokens, TaskChanged::getServiceMicros)
                .containsExactly(
                        tuple("replay-r1-1", 5_000, 3_000_000L),
                        tuple("replay-r1-2", 0, 0L),
                        tuple("replay-r2-1", 5_000, 6_000_000L),
                        tuple("replay-r2-2", 0, 0L));
        assertThat(recording.tasks()).allSatisfy(fact -> {
            assertThat(fact.getSource()).isEqualTo("replay");
            assertThat(fact.getChange()).isEqualTo(TaskChange.SUBMITTED);
        });
    }

    @Test
    void spreadsOverRegionsTheSameWayEachTimeAndTakesTurnsAmongAgents() throws InterruptedException {
        replay(options(), TraceFormat.ARRIVALS, "timestamp_s,arrivals\n0,900\n");
        List<TaskChanged> first = recording.tasks();
        Map<String, Long> byAgent =
                first.stream().collect(Collectors.groupingBy(TaskChanged::getAgentId, Collectors.counting()));
        Map<String, Long> byRegion =
                first.stream().collect(Collectors.groupingBy(TaskChanged::getRegion, Collectors.counting()));

        assertThat(byRegion.values())
                .hasSize(3)
                .allSatisfy(count -> assertThat(count).isBetween(240L, 360L));
        assertThat(byAgent.get("a1")).isEqualTo(byRegion.get("ap-south"));
        assertThat(byAgent.get("u1") - byAgent.get("u2")).isBetween(-1L, 1L);
        assertThat(byAgent.get("e1") - byAgent.get("e3")).isBetween(-1L, 1L);
        assertThat(IntStream.range(1, 900).mapToObj(n -> StableHash.place("replay-r1-" + n, 3)))
                .isEqualTo(first.stream()
                        .limit(899)
                        .map(fact -> REGIONS.indexOf(fact.getRegion()))
                        .toList());
    }

    @Test
    void goesWhereTheTraceSays() throws InterruptedException {
        live.put("eu-west/gpu", List.of("g1"));
        ReplaySummary summary = replay(
                options(),
                TraceFormat.JSONL,
                "{\"at_s\":0,\"count\":4,\"region\":\"eu-west\",\"service\":\"gpu\"}\n"
                        + "{\"at_s\":0,\"count\":1,\"region\":\"mars\"}\n");

        assertThat(recording.tasks()).extracting(TaskChanged::getAgentId).containsExactly("g1", "g1", "g1", "g1");
        assertThat(summary.failures()).containsOnly(Map.entry("no agent of api lives", 1L));
    }

    @Test
    void asksAgainWhoLivesOnceASecond() throws InterruptedException {
        replay(
                ReplayOptions.of("r1", List.of("ap-south"), "api"),
                TraceFormat.ARRIVALS,
                "timestamp_s,arrivals\n0,100\n10,0\n");

        assertThat(asked).isEqualTo(10);
    }

    @Test
    void goesToAnotherRegionWhileNobodyLivesInItsOwn() throws InterruptedException {
        live.remove("us-east/api");
        live.remove("eu-west/api");
        ReplaySummary summary = replay(options(), TraceFormat.ARRIVALS, "timestamp_s,arrivals\n0,50\n");

        assertThat(summary.submitted()).isEqualTo(50);
        assertThat(recording.tasks()).extracting(TaskChanged::getAgentId).containsOnly("a1");
    }

    @Test
    void countsWhatFailed() throws InterruptedException {
        live.clear();
        ReplaySummary summary = replay(options(), TraceFormat.ARRIVALS, "timestamp_s,arrivals\n0,5\n");

        assertThat(summary.read()).isEqualTo(5);
        assertThat(summary.submitted()).isZero();
        assertThat(summary.failed()).isEqualTo(5);
        assertThat(summary.failures()).containsOnly(Map.entry("no agent of api lives", 5L));
    }

    @Test
    void goesOnWithTheLastAgentsWhileTheDirectoryIsAway() throws InterruptedException {
        AgentDirectory flaky = (region, service) -> {
            if (++asked > 1) {
                throw new IllegalStateException("connection refused");
            }
            return List.of("u1");
        };
        try (TraceReader trace = TraceReader.of(
                "test",
                new ByteArrayInputStream("timestamp_s,arrivals\n0,5\n5,0\n".getBytes(StandardCharsets.UTF_8)),
                TraceFormat.ARRIVALS)) {
            ReplaySummary summary = new Replay(
                            ReplayOptions.of("r1", List.of("us-east"), "api"), recording.client(), flaky, clock)
                    .run(trace);
            assertThat(summary.submitted()).isEqualTo(5);
        }
    }

    @Test
    void namesEveryErrorOfItsOptions() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new ReplayOptions("a b", List.of(), "", Double.NaN, null))
                .satisfies(e -> assertThat(e.errors()).hasSize(5));
    }

    @Test
    void aPodHoldsItsCardsFromItsCreationToItsDeletion() throws InterruptedException {
        ReplaySummary summary = replay(
                options().withSpeed(10),
                TraceFormat.OPENB,
                new OpenbParser().header() + "\n"
                        + "p1,12000,16384,1,460,V100M16|V100M32,LS,Running,0,100,0\n"
                        + "p2,4000,1024,0,0,,LS,Running,50,60,50\n"
                        + "p3,4000,1024,4,1000,,LS,Pending,80,300,\n");

        assertThat(summary)
                .isEqualTo(new ReplaySummary(3, 3, 0, Map.of(), Duration.ofSeconds(300), Duration.ofSeconds(30)));
        assertThat(clock.wakes)
                .as("p2 comes and goes, p3 comes, p1 goes, p3 goes")
                .containsExactly(5_000_000_000L, 6_000_000_000L, 8_000_000_000L, 10_000_000_000L, 30_000_000_000L);
        assertThat(recording.facts(Topics.GPU_CHANGED))
                .extracting(GpuChanged::getAgentId, GpuChanged::getChange, GpuChanged::getGpuCount)
                .containsExactly(
                        tuple("replay-r1-1", GpuChange.REQUESTED, 1),
                        tuple("replay-r1-3", GpuChange.REQUESTED, 4),
                        tuple("replay-r1-1", GpuChange.RELEASED, 1),
                        tuple("replay-r1-3", GpuChange.RELEASED, 4));
        assertThat(recording.facts(Topics.GPU_CHANGED).get(0).getAllowedModels())
                .containsExactly("V100M16", "V100M32");
        assertThat(recording.lifecycles())
                .filteredOn(fact -> fact.getChange() == LifecycleChange.STOPPED)
                .extracting(LifecycleChanged::getAgentId)
                .containsExactly("replay-r1-2", "replay-r1-1", "replay-r1-3");
    }

    @Test
    void aRateBecomesAsManyRequestsAsItSays() throws InterruptedException {
        String header = "timestamp_anon,value,container_ip,request_type\n";
        ReplaySummary summary = replay(
                options(),
                TraceFormat.GENTD26,
                header + "100.0,0.25,a,API Requests\n100.0,0.25,b,API Requests\n110.0,0.5,a,API Requests\n");
        assertThat(summary.submitted()).isEqualTo(5);
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> replay(options(), TraceFormat.GENTD26, "value,container_ip,timestamp_anon\n0.0,,1\n"))
                .withMessageContaining("timestamp_anon,value,container_ip,request_type");
    }

    @Test
    void severalTracesBeginTogether(@TempDir Path folder) throws Exception {
        Path one = Files.writeString(folder.resolve("one.csv"), "timestamp_s,arrivals\n1000,1\n1002,1\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "timestamp_s,arrivals\n5,1\n6,1\n");
        try (Requests both = Requests.open(List.of(one, other), TraceFormat.ARRIVALS)) {
            ReplaySummary summary = new Replay(options(), recording.client(), this::directory, clock).run(both);
            assertThat(summary.read()).isEqualTo(4);
            assertThat(clock.wakes).containsExactly(1_000_000_000L, 2_000_000_000L);
            assertThat(recording.tasks())
                    .extracting(TaskChanged::getTaskId)
                    .containsExactly("replay-r1-1", "replay-r1-2", "replay-r1-3", "replay-r1-4");
            assertThat(both.charactersRead()).isEqualTo(Files.size(one) + Files.size(other));
        }
    }
}
