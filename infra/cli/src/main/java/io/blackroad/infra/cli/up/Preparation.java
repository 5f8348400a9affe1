package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.process.Steps;

/** What must be there before anything reads or writes: the topics, then the control tables in them. */
final class Preparation {
    private Preparation() {}

    static void run(UpPlan plan, Servers servers, Steps steps) {}
}
