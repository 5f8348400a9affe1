package io.blackroad.infra.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What a person needs to know of a finding: the input, what it led to, and the one line that tries it again. */
final class Finding {
    private static final int SHOWN_CHARACTERS = 2_000;
    private static final int LAST_ASCII = 0x7e;

    private Finding() {}

    /**
     * @param input the file that Jazzer left
     * @param output everything that Jazzer printed
     */
    static String told(Target target, Path input, String output) throws IOException {
        byte[] bytes = Files.readAllBytes(input);
        Path seed = Path.of("infra/fuzz").resolve(Corpus.folder(target)).resolve(input.getFileName());
        return """
                %s has a finding of %d bytes: "%s"
                %s
                One line makes it a seed and tries it again:
                echo %s | base64 -d > %s && mvn -B verify -pl infra/fuzz -am -Dtest=CorpusTest -Dit.test=NONE \
                -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
                """.formatted(
                        target.getClass().getSimpleName(),
                        bytes.length,
                        shortened(readable(bytes)),
                        cause(output),
                        Base64.getEncoder().encodeToString(bytes),
                        seed);
    }

    /** Jazzer's own words, from where it announces the finding: an exception, or else that the process ended. */
    private static String cause(String output) {
        int thrown = output.indexOf("== Java Exception");
        int begin = thrown >= 0 ? thrown : output.indexOf("ERROR: libFuzzer");
        return shortened(output.substring(Math.max(0, begin)));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + " ...";
    }

    /** Bytes as text in which nothing steers a terminal. */
    private static String readable(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (char character : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (character == '\n') {
                text.append("\\n");
            } else if (character >= ' ' && character <= LAST_ASCII) {
                text.append(character);
            } else {
                text.append("\\x%02x".formatted((int) character));
            }
        }
        return text.toString();
    }
}
