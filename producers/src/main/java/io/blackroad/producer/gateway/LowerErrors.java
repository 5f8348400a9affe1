package io.blackroad.producer.gateway;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that end a request before any route sees it, such as headers of a megabyte, are problems like the others. */
final class LowerErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        Rejection why = Rejection.of(ProblemType.ofStatus(code), message == null ? "status " + code : message);
        EventsHandler.write(Answer.refused(why, Request.getPathInContext(request)), response, callback);
    }
}
