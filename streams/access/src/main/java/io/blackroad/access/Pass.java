package io.blackroad.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;

/** What a request was let in with. Whoever keeps a request open asks again whether it still holds. */
public final class Pass {
    private static final String ATTRIBUTE = Pass.class.getName();

    /** Opens nothing. */
    static final Pass NONE = new Pass(new Caller("nobody", Optional.empty(), List.of(), Instant.MIN), () -> false);

    private final Caller caller;
    private final BooleanSupplier holds;

    Pass(Caller caller, BooleanSupplier holds) {
        this.caller = caller;
        this.holds = holds;
    }

    /** The pass of a request; one that opens nothing if nobody gave it one. */
    public static Pass of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Pass pass ? pass : NONE;
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** False once the token has ended or was taken back. */
    public boolean holds() {
        return holds.getAsBoolean();
    }

    void putOn(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
