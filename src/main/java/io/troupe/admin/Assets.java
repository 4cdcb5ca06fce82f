package io.troupe.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** The files of the page, by path: a fixed list, read once. No path of a request ever reaches a file system. */
final class Assets {
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "troupe.css", "text/css; charset=utf-8",
            "main.js", "text/javascript; charset=utf-8",
            "ensemble.js", "text/javascript; charset=utf-8",
            "tree.js", "text/javascript; charset=utf-8",
            "node.js", "text/javascript; charset=utf-8",
            "sessions.js", "text/javascript; charset=utf-8",
            "elements.js", "text/javascript; charset=utf-8",
            "openapi.json", "application/json");

    private final Map<String, HttpResponse> byPath = new HashMap<>();

    static Assets load() {
        Assets assets = new Assets();
        FILES.forEach((name, type) -> assets.byPath.put("/" + name, response(name, type)));
        assets.byPath.put("/", response("index.html", "text/html; charset=utf-8"));
        assets.byPath.put("/api/v1/openapi.json", response("openapi.json", "application/json"));
        return assets;
    }

    Optional<HttpResponse> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static HttpResponse response(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks web/" + name);
            }
            return HttpResponse.create()
                    .withEntity(HttpEntities.create(ContentTypes.parse(type), ByteString.fromArray(in.readAllBytes())))
                    .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
                    .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                    .addHeader(RawHeader.create("Cache-Control", "no-cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
