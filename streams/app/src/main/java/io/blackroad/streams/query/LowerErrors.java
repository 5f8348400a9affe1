package io.blackroad.streams.query;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that end a request before any route sees it, such as an address of a megabyte, are problems like the others. */
final class LowerErrors extends ErrorHandler {
    /** What the server calls a path that it could not read. */
    private static final String UNREADABLE = "/badMessage";

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        Problem problem = Problem.of(ProblemType.ofStatus(code), message == null ? "status " + code : message);
        String path = request.getHttpURI().getPath();
        Answer answer = problem.answer(path == null || path.equals(UNREADABLE) ? "" : path);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
