package io.blackroad.streams.query;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/** Something else that answers on the port of a query server. It sees every request first. */
public interface Extension extends AutoCloseable {
    /** Answers its own requests and hands all others to the handler that is set into it. */
    Handler.Wrapper handler();

    /** OpenAPI document of its own routes; what it has in common with the server's is left out. */
    String openapi();

    /** Called once the server has its connectors, before it starts. */
    void guard(Server server);

    @Override
    void close();
}
