package io.troupe.admin;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Answers of the management endpoint, in one form each. */
final class Answers {
    private Answers() {}

    static HttpResponse json(Object body) {
        return json(200, body);
    }

    static HttpResponse json(int status, Object body) {
        return HttpResponse.create()
                .withStatus(StatusCodes.get(status))
                .withEntity(ContentTypes.APPLICATION_JSON, Json.text(body))
                .addHeader(RawHeader.create("Cache-Control", "no-store"));
    }

    /** {@code message} says what is wrong and what would be right. */
    static HttpResponse error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    /** An engine that does not tell in time is no reason for a stack trace. */
    static CompletionStage<HttpResponse> orUnavailable(CompletionStage<HttpResponse> answer) {
        return answer.exceptionally(
                failure -> error(503, "the peer did not tell in time; it may be starting, stopping or very busy"));
    }
}
