package io.blackroad.infra.fuzz;

import io.blackroad.connect.ControlFile;
import io.blackroad.connect.ControlFileException;
import io.blackroad.connect.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** The two files that an operator edits, read as one and as the other: the control file and a rule set. */
public final class ControlFileFuzz implements Target {
    @Override
    public boolean takes(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        return takes(RuleSet::parse, text) | takes(ControlFile::parse, text);
    }

    private static boolean takes(BiFunction<String, String, ?> parser, String text) {
        try {
            parser.apply("file.yaml", text);
            return true;
        } catch (ControlFileException e) {
            return Target.refused(e);
        }
    }
}
