package io.blackroad.sink.kubernetes;

/** Which object runs a target. */
public record WorkloadName(WorkloadKind kind, String name) {

    /**
     * As people write it: {@code deployment/NAME} or {@code statefulset/NAME}.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static WorkloadName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("a workload is deployment/NAME or statefulset/NAME, not " + text);
        }
        return new WorkloadName(WorkloadKind.of(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return kind.apiName() + " " + name;
    }
}
