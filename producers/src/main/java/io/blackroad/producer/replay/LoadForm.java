package io.blackroad.producer.replay;

import io.blackroad.producer.sdk.TokenSpeed;
import java.util.Arrays;

/** The forms of traces that have a load, by their first line. */
enum LoadForm {
    /** How many arrived in the interval that starts there. */
    ARRIVALS("timestamp_s,arrivals") {
        @Override
        LoadPoint read(String[] row) throws UnexpectedValueException {
            return point(row[0], row[1]);
        }

        @Override
        LoadTrace load(String name, LoadPoints points) {
            return points.steps(name, 1.0 / points.usualGapSeconds());
        }
    },
    /** Mean over the interval that starts there. */
    CPU("timestamp_s,cpu_percent") {
        @Override
        LoadPoint read(String[] row) throws UnexpectedValueException {
            return point(row[0], row[1]);
        }

        @Override
        LoadTrace load(String name, LoadPoints points) {
            return points.steps(name, 1);
        }
    },
    /** Requests, each at work for as long as its tokens take. */
    LLM("timestamp_s,input_tokens,output_tokens") {
        @Override
        LoadPoint read(String[] row) throws UnexpectedValueException {
            return new LoadPoint(Fields.secondsAsMicros("timestamp_s", row[0]), service(row));
        }

        @Override
        LoadTrace load(String name, LoadPoints points) {
            return points.atWork(name);
        }
    },
    /** The same as Azure published it. */
    AZURE("TIMESTAMP,ContextTokens,GeneratedTokens") {
        private final AzureLlmParser times = new AzureLlmParser();

        @Override
        LoadPoint read(String[] row) throws UnexpectedValueException {
            return new LoadPoint(times.parse(String.join(",", row)).atMicros(), service(row));
        }

        @Override
        LoadTrace load(String name, LoadPoints points) {
            return points.atWork(name);
        }
    },
    /** Request rates of a service's containers, sampled. */
    GENTD26_QPS("timestamp_anon,value,container_ip,request_type") {
        @Override
        LoadPoint read(String[] row) throws UnexpectedValueException {
            return point(row[0], row[1]);
        }

        @Override
        LoadTrace load(String name, LoadPoints points) {
            return points.lines(name);
        }
    },
    /** Use of a service's containers, percent, sampled. */
    GENTD26_DUTY("value,timestamp_anon,container_ip") {
        @Override
        LoadPoint read(String[] row) throws UnexpectedValueException {
            return point(row[1], row[0]);
        }

        @Override
        LoadTrace load(String name, LoadPoints points) {
            return points.lines(name);
        }
    };

    private static final double MOST = 1e15;
    private final String header;

    LoadForm(String header) {
        this.header = header;
    }

    abstract LoadPoint read(String[] row) throws UnexpectedValueException;

    abstract LoadTrace load(String name, LoadPoints points);

    String header() {
        return header;
    }

    int columns() {
        return header.split(",").length;
    }

    static LoadForm of(String firstLine) {
        return Arrays.stream(values())
                .filter(form -> form.header.equals(firstLine))
                .findFirst()
                .orElse(null);
    }

    private static LoadPoint point(String seconds, String value) throws UnexpectedValueException {
        try {
            double number = Double.parseDouble(value.strip());
            if (number >= 0 && number <= MOST) {
                return new LoadPoint(Fields.secondsAsMicros("the time", seconds), number);
            }
        } catch (NumberFormatException e) {
            throw new UnexpectedValueException("a number of at least 0", value);
        }
        throw new UnexpectedValueException("a number between 0 and 1e15", value);
    }

    private static double service(String[] row) throws UnexpectedValueException {
        int input = Fields.tokens("the input tokens", row[1]);
        int output = Fields.tokens("the output tokens", row[2]);
        return TokenSpeed.DEFAULT.serviceMicros(input, output) / 1e6;
    }
}
