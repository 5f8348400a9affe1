package io.blackroad.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardingsTest {
    private static final long GB = 1_000_000_000L;
    private static final NodeKind H100 = new NodeKind("H100", 8, 80 * GB, 4, 4_500_000_000L);
    private static final NodeKind L4 = new NodeKind("L4", 4, 24 * GB, 10, 800_000_000L);

    /** Worked out by hand: weights / cards + cache / min(cards, KV heads) against 72 GB a card. */
    @ParameterizedTest
    @CsvSource({
        "llama-3.1-8b, 16, 8192, 1",
        "llama-3.1-8b, 64, 8192, 2",
        "llama-3.1-70b, 1, 2048, 2",
        "llama-3.1-70b, 16, 8192, 4",
        "llama-3.1-70b, 64, 8192, 8",
        "qwen2.5-7b, 8, 4096, 1",
        "gemma-2-27b, 1, 1024, 1",
        "mixtral-8x22b, 8, 4096, 8"
    })
    void takesTheSmallestPowerOfTwoThatHolds(String model, int sequences, int tokens, int cards) {
        Sharding.Plan plan = plan(model, Serving.of(sequences, tokens), List.of(H100));
        assertThat(plan.tensorParallel()).isEqualTo(cards);
        assertThat(plan.kvTokens()).isGreaterThanOrEqualTo((long) sequences * tokens);
        assertThat(plan.weightBytesPerCard() + plan.kvBytesPerCard()).isEqualTo(72 * GB);
    }

    @Test
    void saysWhatTheEngineIsToBeToldAndWhatItCosts() {
        Sharding.Plan plan = plan("llama-3.1-70b", Serving.of(16, 8192), List.of(H100));
        assertThat(String.join(" ", plan.arguments()))
                .isEqualTo("meta-llama/Llama-3.1-70B --tensor-parallel-size 4 --pipeline-parallel-size 1 "
                        + "--max-model-len 8192 --max-num-seqs 16 --gpu-memory-utilization 0.90 --dtype bfloat16 "
                        + "--kv-cache-dtype auto");
        assertThat(plan.nanosPerHour()).isEqualTo(18_000_000_000L);
        assertThat(plan.reason())
                .isEqualTo("141.1 GB of weights on 4 x H100 80.0 GB leave 36.7 GB a card for the KV cache: "
                        + "448280 tokens, 131072 are asked for; $18.00 an hour");
        assertThat(plan.gang().cards()).isEqualTo(4);
        assertThat(plan.gang().models()).containsExactly("H100");
    }

    @Test
    void headsMustBeDivided() {
        ModelNumbers odd = new ModelNumbers("odd", "odd", 60 * GB, 10, 28, 4, 128, 2, 4096);
        // 120 GB need two cards; 28 heads are not divided by 8, so 4 is the most.
        assertThat(((Sharding.Plan) Shardings.of(odd, Serving.of(1, 4096), List.of(H100))).tensorParallel())
                .isEqualTo(2);
        ModelNumbers tooBig = new ModelNumbers("odd", "odd", 200 * GB, 10, 28, 4, 128, 2, 4096);
        assertThat(Shardings.of(tooBig, Serving.of(1, 4096), List.of(H100)).reason())
                .isEqualTo("odd needs 400.0 GB for weights and 0.1 GB for a KV cache of 4096 tokens; "
                        + "the largest that divides its 28 heads is 4 x H100 with 288.0 GB to use");
    }

    /** With 8 cards and 4 KV heads each card holds a whole head: the cache is a quarter on each, not an eighth. */
    @Test
    void moreCardsThanKvHeadsDoNotShrinkTheCache() {
        ModelNumbers few = new ModelNumbers("few", "few", 150 * GB, 32, 64, 4, 128, 2, 131072);
        Sharding.Plan plan = (Sharding.Plan) Shardings.of(few, Serving.of(1, 4096), List.of(H100));
        assertThat(plan.tensorParallel()).isEqualTo(8);
        assertThat(plan.kvTokens()).isEqualTo(plan.kvBytesPerCard() / (few.kvBytesPerToken(2) / 4));
    }

    @Test
    void theCheapestKindIsTaken() {
        assertThat(plan("llama-3.2-1b", Serving.of(1, 4096), List.of(H100, L4)).kind())
                .isEqualTo(L4);
    }

    @Test
    void aRefusalSaysWhatWouldFitAndWhatItCosts() {
        Sharding sharding =
                Shardings.of(KnownModels.find("llama-3.1-405b").orElseThrow(), Serving.of(8, 8192), List.of(H100));
        assertThat(sharding).isInstanceOf(Sharding.Refusal.class);
        assertThat(sharding.reason()).startsWith("llama-3.1-405b needs 811.7 GB for weights and 33.8 GB");
        assertThat(((Sharding.Refusal) sharding).alternatives())
                .containsExactly(
                        "weights in fp8: 8 x H100, $36.00 an hour",
                        "weights and KV cache in fp8: 8 x H100, $36.00 an hour",
                        "a pipeline over 2 nodes of 8 x H100, $72.00 an hour");
    }

    @Test
    void everyAlternativeOfFewerOrShorterSequencesReallyFits() {
        ModelNumbers model = KnownModels.find("llama-3.1-70b").orElseThrow();
        Sharding.Refusal refusal = (Sharding.Refusal) Shardings.of(model, Serving.of(100, 131_072), List.of(H100));
        assertThat(refusal.alternatives()).first().asString().matches("10 sequences of 131072 tokens: 8 x H100.*");
        assertThat(Shardings.of(model, Serving.of(10, 131_072), List.of(H100))).isInstanceOf(Sharding.Plan.class);
        assertThat(Shardings.of(model, Serving.of(11, 131_072), List.of(H100))).isInstanceOf(Sharding.Refusal.class);
    }

    @Test
    void aContextThatTheModelDoesNotReadIsRefused() {
        Sharding sharding =
                Shardings.of(KnownModels.find("gemma-2-9b").orElseThrow(), Serving.of(1, 16_384), List.of(H100));
        assertThat(sharding.reason()).isEqualTo("gemma-2-9b reads at most 8192 tokens, 16384 are asked for");
    }

    @Test
    void withoutNodesNothingFits() {
        assertThat(Shardings.of(KnownModels.find("phi-4").orElseThrow(), Serving.of(1, 1_024), List.of())
                        .reason())
                .endsWith("there is no GPU node");
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Serving(0, 0, 3, 101))
                .withMessageContainingAll("sequences is 0", "tokens is 0", "are 3", "101 %");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelNumbers("x", "x", 0, 0, 7, 2, 1, 3, 1))
                .withMessageContainingAll("parameters is 0", "layers is 0", "bytes a weight", "no multiple");
    }

    private static Sharding.Plan plan(String model, Serving serving, List<NodeKind> kinds) {
        return (Sharding.Plan) Shardings.of(KnownModels.find(model).orElseThrow(), serving, kinds);
    }
}
