package io.blackroad.producer.gateway;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may write, as the access file says now. A file that is changed to something wrong changes nothing. */
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final Path file;
    private volatile AccessFile current;
    private FileTime readAt;

    private Access(Path file, AccessFile current, FileTime readAt) {
        this.file = file;
        this.current = current;
        this.readAt = readAt;
    }

    /**
     * @param file null to let everybody write as anybody
     * @throws InvalidSettingsException if it is wrong
     */
    static Access of(Path file) {
        // The time first: a change while the file is read is then found at the next look.
        return file == null ? new Access(null, null, null) : new Access(file, null, changedAt(file)).first();
    }

    private Access first() {
        current = AccessFile.read(file);
        return this;
    }

    /** @throws RejectedException if nobody has this token */
    Writer writer(String authorization) throws RejectedException {
        AccessFile rules = current;
        return rules == null ? Writer.ANYBODY : rules.writer(authorization);
    }

    /** Reads the file again if it has changed. */
    synchronized void refresh() {
        if (file == null) {
            return;
        }
        FileTime changedAt = changedAt(file);
        if (changedAt == null || changedAt.equals(readAt)) {
            return;
        }
        readAt = changedAt;
        try {
            current = AccessFile.read(file);
            LOG.info("the access file {} was read again", file);
        } catch (InvalidSettingsException e) {
            LOG.error(
                    "the access file has changed and is wrong; what it said before stays in force: {}", e.getMessage());
        }
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }
}
