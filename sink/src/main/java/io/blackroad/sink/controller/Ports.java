package io.blackroad.sink.controller;

/** How a session comes by its topics. */
interface Ports {

    /** Those of a controller that acts. */
    Ports KAFKA = new Ports() {
        @Override
        public Decisions decisions(ControllerConfig config) {
            return new KafkaDecisions(config);
        }

        @Override
        public Reports reports(ControllerConfig config) {
            return new KafkaReports(config);
        }
    };

    Decisions decisions(ControllerConfig config);

    Reports reports(ControllerConfig config);
}
