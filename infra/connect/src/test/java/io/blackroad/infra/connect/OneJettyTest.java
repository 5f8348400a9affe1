package io.blackroad.infra.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Workers pass requests on to their leader with a client that needs the rest of its own release. */
class OneJettyTest {
    private static final Pattern JAR = Pattern.compile("jetty-.*-(\\d[\\d.]*)\\.jar");

    @Test
    void allPartsOfJettyAreOfOneRelease() {
        Set<String> versions = new TreeSet<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Matcher jar = JAR.matcher(Path.of(place).getFileName().toString());
            if (jar.matches()) {
                versions.add(jar.group(1));
            }
        }
        assertThat(versions).hasSize(1);
    }
}
