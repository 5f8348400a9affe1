package io.blackroad.infra.cli.vectors;

import io.blackroad.sink.vector.LuceneConfig;
import io.blackroad.sink.vector.LuceneIndex;
import io.blackroad.sink.vector.VectorServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The embedded index with the server before it. */
public final class ServedVectors implements AutoCloseable {
    /** Port that it takes unless told otherwise. */
    public static final int USUAL_PORT = 8004;

    /** Held, or its level would be forgotten. It tells people at each start that newer JVMs deserve a newer Lucene. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private final LuceneIndex index;
    private final VectorServer server;
    private final String host;

    private ServedVectors(LuceneIndex index, VectorServer server, String host) {
        this.index = index;
        this.server = server;
        this.host = host;
    }

    /**
     * @param key what whoever asks must know; empty for nothing
     * @throws io.blackroad.sink.vector.VectorException if folder or port cannot be used
     */
    public static ServedVectors start(Path folder, int dimensions, String host, int port, String key) {
        LUCENE.setLevel(Level.SEVERE);
        LuceneIndex index = new LuceneIndex(LuceneConfig.of(folder, dimensions));
        try {
            return new ServedVectors(index, VectorServer.start(index, host, port, key), host);
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    public int port() {
        return server.port();
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://" + host + ":" + port());
    }

    @Override
    public void close() {
        server.close();
        index.close();
    }
}
