package io.blackroad.streams.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The files of the page, by the path that they are asked for at. They are read once; there are no others, so no path leads
 * anywhere else.
 */
public final class PageFiles {

    /** Nothing but what this server sends may run, style or be asked; nothing may frame the page. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String FOLDER = "/page/";
    private static final String PLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private static final Map<String, File> FILES = files();

    private PageFiles() {}

    /**
     * One file.
     *
     * @param tag names its content
     */
    @SuppressWarnings("ArrayRecordComponent") // Written out as it is, never compared.
    public record File(String contentType, String tag, byte[] content) {}

    /** The file at a path. */
    public static Optional<File> at(String path) {
        return Optional.ofNullable(FILES.get(path));
    }

    /** Paths of all files. */
    public static Set<String> paths() {
        return FILES.keySet();
    }

    private static Map<String, File> files() {
        Map<String, File> files = new LinkedHashMap<>();
        files.put("/", file("text/html; charset=utf-8", FOLDER + "index.html"));
        files.put("/assets/icon.svg", file("image/svg+xml", FOLDER + "icon.svg"));
        files.put("/assets/style.css", file(STYLE, FOLDER + "style.css"));
        for (String module : new String[] {
            "api",
            "app",
            "charts",
            "decision",
            "dom",
            "fleet",
            "map",
            "outlook",
            "overview",
            "places",
            "rules",
            "session"
        }) {
            files.put("/assets/" + module + ".js", file(SCRIPT, FOLDER + module + ".js"));
        }
        files.put("/assets/uplot.js", file(SCRIPT, PLOT + "uPlot.iife.min.js"));
        files.put("/assets/uplot.css", file(STYLE, PLOT + "uPlot.min.css"));
        return files;
    }

    private static File file(String contentType, String resource) {
        try (InputStream stream = PageFiles.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            byte[] content = stream.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(content);
            String tag = '"' + Long.toHexString(sum.getValue()) + '-' + content.length + '"';
            return new File(contentType, tag, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
