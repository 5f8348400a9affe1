package io.blackroad.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has which token now: as the files and the issuer's keys say, which are read again when they change. A file that is
 * changed to something wrong changes nothing.
 */
final class Access implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final long REFRESH_SECONDS = 1;

    /** Checking a signature costs much more than everything else of a request. */
    private static final int CHECKED_TOKENS = 10_000;

    private final AccessSettings settings;
    private final InstantSource clock;
    private final Optional<JwkKeys> keys;
    private final Optional<JwtCheck> jwt;
    private final Map<String, Caller> checked = new ConcurrentHashMap<>();
    private final ScheduledExecutorService refreshing;
    private volatile KeyFile keyFile;
    private List<Optional<FileTime>> changedAt;

    /** @throws InvalidAccessException if a file of tokens is wrong */
    Access(AccessSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        // The times first: a change while the files are read is then found at the next look.
        this.changedAt = changeTimes();
        this.keyFile = KeyFile.read(settings.keyFiles());
        this.keys = settings.jwt().map(each -> new JwkKeys(each.keys(), System::nanoTime));
        this.jwt = settings.jwt().map(each -> new JwtCheck(each, keys.orElseThrow(), clock));
        this.refreshing = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "access");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to look after files and keys. */
    void start() {
        if (settings.asksForTokens()) {
            var unused = refreshing.scheduleWithFixedDelay(this::keepFresh, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * Whose token it is.
     *
     * @throws RefusedException if it is nobody's now
     */
    Caller caller(String token) throws RefusedException {
        Optional<Caller> byKey = keyFile.caller(token);
        if (byKey.isPresent()) {
            return byKey.get();
        }
        if (jwt.isPresent() && JwtCheck.looksLikeOne(token)) {
            return byJwt(token);
        }
        throw new RefusedException(
                AccessProblem.UNAUTHENTICATED, "nobody has this token; ask the operator of this server for one");
    }

    private Caller byJwt(String token) throws RefusedException {
        String hash = Secrets.hash(token);
        Caller known = checked.get(hash);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known;
        }
        Caller caller = jwt.orElseThrow().caller(token);
        if (checked.size() >= CHECKED_TOKENS) {
            checked.clear();
        }
        checked.put(hash, caller);
        return caller;
    }

    private void keepFresh() {
        try {
            refreshFiles();
            if (keys.isPresent() && keys.get().refresh()) {
                checked.clear();
            }
        } catch (RuntimeException e) {
            LOG.error("what tokens are worth could not be looked up this time", e);
        }
    }

    private void refreshFiles() {
        List<Optional<FileTime>> now = changeTimes();
        if (now.equals(changedAt) || now.contains(Optional.<FileTime>empty())) {
            return;
        }
        changedAt = now;
        try {
            keyFile = KeyFile.read(settings.keyFiles());
            LOG.info("the access file was read again");
        } catch (InvalidAccessException e) {
            LOG.error(
                    "the access file has changed and is wrong; what it said before stays in force: {}", e.getMessage());
        }
    }

    private List<Optional<FileTime>> changeTimes() {
        List<Optional<FileTime>> times = new ArrayList<>();
        for (Path file : settings.keyFiles()) {
            times.add(changeTime(file));
        }
        return times;
    }

    private static Optional<FileTime> changeTime(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        refreshing.shutdownNow();
    }
}
