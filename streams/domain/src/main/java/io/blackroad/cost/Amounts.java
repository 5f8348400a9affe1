package io.blackroad.cost;

import java.math.BigInteger;

/**
 * How much is held: CPU and GPU in thousandths, memory in bytes. Or how much was used: the same times microseconds, exact
 * however many agents and hours they are of.
 */
public record Amounts(BigInteger cpu, BigInteger memory, BigInteger gpu) {
    public static final Amounts NONE = of(0, 0, 0);

    public static Amounts of(long cpuMillis, long memoryBytes, long gpuMillis) {
        return new Amounts(
                BigInteger.valueOf(cpuMillis), BigInteger.valueOf(memoryBytes), BigInteger.valueOf(gpuMillis));
    }

    public BigInteger of(Item item) {
        return switch (item) {
            case VCPU -> cpu;
            case MEMORY -> memory;
            case GPU -> gpu;
        };
    }

    /** In billionths of what is sold. */
    BigInteger billionths(Item item) {
        return of(item).multiply(BigInteger.valueOf(item.billionths()));
    }

    public Amounts plus(Amounts other) {
        return new Amounts(cpu.add(other.cpu), memory.add(other.memory), gpu.add(other.gpu));
    }

    /** What of this the other does not take up; nothing where it takes more. */
    public Amounts without(Amounts other) {
        return new Amounts(
                cpu.subtract(other.cpu).max(BigInteger.ZERO),
                memory.subtract(other.memory).max(BigInteger.ZERO),
                gpu.subtract(other.gpu).max(BigInteger.ZERO));
    }

    /** What is used when so much is held for so long. */
    public Amounts during(long micros) {
        BigInteger time = BigInteger.valueOf(micros);
        return new Amounts(cpu.multiply(time), memory.multiply(time), gpu.multiply(time));
    }
}
