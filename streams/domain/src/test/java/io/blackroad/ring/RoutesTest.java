package io.blackroad.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.ring.Routes.RegionShare;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = Routes.over(List.of(
            new RegionShare("us-east", 1, ""),
            new RegionShare("eu-west", 1, "http://127.0.0.1:9000"),
            new RegionShare("ap-south", 1, "")));

    @Test
    void aRegionAnswersAtItsDefaultAddressOrTheOneGiven() {
        IntStream.range(0, 200).mapToObj(number -> routes.of("agent-" + number)).forEach(route -> {
            String expected = route.region().equals("eu-west")
                    ? "http://127.0.0.1:9000"
                    : "https://" + route.region() + ".api.blackroad.io";
            assertThat(route.url()).isEqualTo(expected);
        });
    }

    @Test
    void shardsAndNamespacesStayInRangeAndAllOccur() {
        List<Route> all = IntStream.range(0, 2_000)
                .mapToObj(number -> routes.of("agent-" + number))
                .toList();
        assertThat(all.stream().map(Route::memoryShard).distinct().sorted())
                .containsExactlyElementsOf(
                        IntStream.range(0, Routes.MEMORY_SHARDS).boxed().toList());
        assertThat(all.stream().map(Route::vectorNamespace).distinct().sorted())
                .containsExactlyElementsOf(
                        IntStream.range(0, Routes.VECTOR_NAMESPACES).boxed().toList());
        assertThat(all.stream()
                        .filter(route -> route.memoryShard() == 3)
                        .map(Route::vectorNamespace)
                        .distinct())
                .hasSize(Routes.VECTOR_NAMESPACES);
    }

    @Test
    void memoryDoesNotMoveWithTheRegions() {
        Routes fewer = Routes.over(List.of(new RegionShare("us-east", 1, "")));
        for (int number = 0; number < 200; number++) {
            Route route = routes.of("agent-" + number);
            Route other = fewer.of("agent-" + number);
            assertThat(other.memoryShard()).isEqualTo(route.memoryShard());
            assertThat(other.vectorNamespace()).isEqualTo(route.vectorNamespace());
        }
    }

    @Test
    void shardsAreFrozen() {
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(number -> routes.of("agent-" + number)))
                .extracting(Route::memoryShard, Route::vectorNamespace)
                .containsExactly(tuple(10, 3), tuple(11, 2), tuple(14, 5), tuple(8, 7));
    }

    @Test
    void noRegionIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> Routes.over(List.of()));
    }
}
