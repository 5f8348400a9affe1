package io.blackroad.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.bench.gateway.GatewayResult;
import io.blackroad.infra.bench.gateway.GatewayRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayTableTest {
    private static final GatewayRow ROW = new GatewayRow("batches of 100", 8, 1_234, 123_400, 2_390, 12_200, 0.98, 7);

    @Test
    void aLoadIsALineAndWhatWasRefusedIsSaid() {
        assertThat(GatewayTable.lines(new GatewayResult(true, List.of(ROW), 100L << 20, List.of())))
                .anySatisfy(line -> assertThat(line).contains("on one core", "100 MB"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("batches of 100 ")
                        .contains("1,234", "123,400", "2.39", "12.20", "0.98"))
                .anySatisfy(line -> assertThat(line).contains("7 requests were refused"));
    }

    @Test
    void aMachineThatCannotPinSaysSo() {
        assertThat(GatewayTable.lines(new GatewayResult(false, List.of(), 0, List.of()))
                        .get(0))
                .contains("on all cores");
    }
}
