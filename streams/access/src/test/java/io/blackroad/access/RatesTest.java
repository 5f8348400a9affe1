package io.blackroad.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Rates rates = new Rates(10, nanos::get);

    private static Caller named(String name) {
        return new Caller(name, Optional.of(Role.READ), List.of(), java.time.Instant.MAX);
    }

    private static InetSocketAddress from(String address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), 4_711);
    }

    @Test
    void oneTokenIsSlowedDownAndNoOther() throws RefusedException {
        for (int i = 0; i < 20; i++) {
            rates.admit(named("fast"));
        }
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> rates.admit(named("fast")))
                .satisfies(e -> {
                    assertThat(e.problem()).isEqualTo(AccessProblem.RATE_LIMITED);
                    assertThat(e.retryAfterSeconds()).isEqualTo(1);
                });
        rates.admit(named("calm"));
        nanos.addAndGet(1_000_000_000L);
        for (int i = 0; i < 10; i++) {
            rates.admit(named("fast"));
        }
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> rates.admit(named("fast")));
    }

    @Test
    void anAddressOfVersion6IsItsNetwork() throws RefusedException, UnknownHostException {
        for (int i = 0; i < 20; i++) {
            rates.admit(from("2001:db8::" + i));
        }
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> rates.admit(from("2001:db8::ffff")));
        rates.admit(from("2001:db8:0:1::1"));
    }

    @Test
    void thisMachineIsNotLimited() throws RefusedException, UnknownHostException {
        for (int i = 0; i < 1_000; i++) {
            rates.admit(from("127.0.0.1"));
        }
        assertThat(rates.size()).isZero();
    }

    @Test
    void aMillionAddressesTakeBoundedRoom() throws RefusedException, UnknownHostException {
        for (int i = 0; i < 1_000_000; i++) {
            rates.admit(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}), 1));
        }
        assertThat(rates.size()).isEqualTo(Rates.MOST);
    }
}
