package io.blackroad.connect;

/**
 * One thing wrong in a control file.
 *
 * @param path where in the file, as in {@code rules.api.minReplicas}; empty for the file as a whole
 * @param line line of the file, from 1; 0 when there is none to name
 * @param problem what is wrong, and what to write instead where that is known
 */
public record ControlError(String path, int line, String problem) {

    @Override
    public String toString() {
        String where = path.isEmpty() ? "" : path + ": ";
        return where + problem + (line == 0 ? "" : " (line " + line + ")");
    }
}
