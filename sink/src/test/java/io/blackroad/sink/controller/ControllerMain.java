package io.blackroad.sink.controller;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/**
 * A controller in a process of its own: {@code ADAPTER API BOOTSTRAP NAME REGION/SERVICE...}. The system property
 * {@code blackroad.kill.point} says where it ends itself.
 */
public final class ControllerMain {
    static final String KILL_POINT = "blackroad.kill.point";

    private ControllerMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException {
        Set<TargetId> ids = new TreeSet<>();
        for (int index = 4; index < arguments.length; index++) {
            String[] parts = arguments[index].split("/");
            ids.add(new TargetId(parts[0], parts[1]));
        }
        Outside.Adapter adapter = (Outside.Adapter)
                Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        KillPoint point = KillPoint.valueOf(System.getProperty(KILL_POINT, KillPoint.NOWHERE.name()));
        ControllerLoop loop = new ControllerLoop(
                KillPoint.config(arguments[2], arguments[3]),
                point.in(adapter.open(URI.create(arguments[1]), ids)),
                Clock.systemUTC(),
                Leadership.ALONE,
                new SimpleMeterRegistry(),
                point.in(Ports.KAFKA));
        loop.start();
        new CountDownLatch(1).await();
    }
}
