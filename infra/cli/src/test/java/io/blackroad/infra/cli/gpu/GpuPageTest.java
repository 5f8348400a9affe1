package io.blackroad.infra.cli.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GpuPageTest {
    private static final String POOL = """
            {"items":[{"region":"us-east","cards":2,"allocatedPermille":250,"leases":1,"waiting":1,
              "nodes":[{"id":"us-east-gpu-1","model":"h100","state":"READY","cardBytes":80000000000,
                "freeBytes":[40000000000,80000000000],"utilizationPermille":640,
                "leases":[{"agentId":"writer-1","requestId":"r1","leaseEpoch":7,"cards":[0],
                  "bytesPerCard":40000000000,"grantedAt":"2026-03-01T10:15:00Z","utilizationPermille":640,
                  "memoryUsedBytes":31000000000}]}],
              "queue":[{"position":1,"bound":64,"agentId":"writer-2","requestId":"r1","asks":"whole 2 cards",
                "queuedAt":"2026-03-01T10:16:00Z"}],
              "removable":[],"wanted":{"2 x h100 80.0 GB":1},"unservable":0}],
             "missingPartitions":["region-1"]}""";

    @Test
    void showsEachNodeWithItsHoldersAndTheQueue() throws IOException {
        assertThat(GpuPage.lines(new ObjectMapper().readTree(POOL)))
                .containsExactly(
                        "us-east  2 cards on 1 nodes, 25.0 % allocated, 1 leases, 1 waiting",
                        "  us-east-gpu-1  h100 2 x 80.0 GB, ready, 64.0 % used, free GB: 40.0 80.0",
                        "    card 0  writer-1 r1, 40.0 GB each, epoch 7",
                        "  waits 1  writer-2 r1: whole 2 cards, since 2026-03-01T10:16:00Z, at most 64 grants can delay it",
                        "  the queue lacks: 1 nodes of 2 x h100 80.0 GB",
                        "not known: region-1");
    }

    @Test
    void saysWhyThereIsNothingToShow() throws IOException {
        assertThat(GpuPage.lines(new ObjectMapper().readTree("{\"items\":[],\"missingPartitions\":[]}")))
                .containsExactly("no GPU node has a row in control.public.gpu_nodes and nobody has asked for GPU");
    }
}
