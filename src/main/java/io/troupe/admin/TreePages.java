package io.troupe.admin;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.Stat;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The tree, a page at a time, as anybody may see it. The names of a large node are sorted once and kept as long as its
 * children stay the same, so that leafing through it asks the replica for no more than what is shown.
 */
final class TreePages {
    static final int PAGE_MAX = 500;
    /** More are not asked for at once: the replica would be busy with the one answer. */
    private static final int CHILDREN_MAX = 250_000;

    private static final int KEPT = 8;
    private static final int DATA_BYTES_MAX = 256 << 10;

    private final EngineView engine;
    private final Map<String, Family> families = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Family> eldest) {
            return size() > KEPT;
        }
    };

    /** All names of one node, sorted, and the node's state in which these are they. */
    private record Family(long czxid, long pzxid, int cversion, List<String> names) {
        boolean isOf(Stat stat) {
            return stat.czxid() == czxid && stat.pzxid() == pzxid && stat.cversion() == cversion;
        }
    }

    TreePages(EngineView engine) {
        this.engine = engine;
    }

    /** Children from place {@code from} on, each with the number of its own. */
    CompletionStage<HttpResponse> page(String path, int from, int limit) {
        return engine.look(new Request.Exists(path, false)).thenCompose(seen -> {
            Stat stat = seen.reply().map(reply -> ((Reply.OfStat) reply).stat()).orElse(null);
            if (stat == null) {
                return done(refused(path, seen.error()));
            }
            if (stat.numChildren() > CHILDREN_MAX) {
                return done(Answers.error(
                        422,
                        path + " has " + stat.numChildren() + " children; more than " + CHILDREN_MAX
                                + " are not listed here"));
            }
            return names(path, stat)
                    .thenCompose(names -> names.isEmpty()
                            ? done(refused(path, ErrorCode.NO_AUTH))
                            : page(path, stat, names.get(), from, limit));
        });
    }

    private CompletionStage<Optional<List<String>>> names(String path, Stat stat) {
        Family kept;
        synchronized (families) {
            kept = families.get(path);
        }
        if (kept != null && kept.isOf(stat)) {
            return done(Optional.of(kept.names()));
        }
        return engine.look(new Request.GetChildren(OpCode.GET_CHILDREN2, path, false))
                .thenApply(seen -> seen.reply().map(reply -> {
                    Reply.OfChildrenAndStat told = (Reply.OfChildrenAndStat) reply;
                    String[] sorted = told.names().toArray(new String[0]);
                    Arrays.sort(sorted);
                    Stat now = told.stat();
                    Family family = new Family(now.czxid(), now.pzxid(), now.cversion(), List.of(sorted));
                    synchronized (families) {
                        families.put(path, family);
                    }
                    return family.names();
                }));
    }

    private CompletionStage<HttpResponse> page(String path, Stat stat, List<String> names, int from, int limit) {
        int start = Math.min(from, names.size());
        List<String> shown = names.subList(start, Math.min(names.size(), start + limit));
        List<CompletableFuture<Map<String, Object>>> children =
                shown.stream().map(name -> child(path, name)).toList();
        return CompletableFuture.allOf(children.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("path", path);
                    body.put("stat", statOf(stat));
                    body.put("count", names.size());
                    body.put("from", start);
                    body.put("next", start + shown.size() < names.size() ? start + shown.size() : null);
                    body.put(
                            "children",
                            children.stream().map(CompletableFuture::join).toList());
                    return Answers.json(body);
                });
    }

    private CompletableFuture<Map<String, Object>> child(String parent, String name) {
        String path = parent.equals("/") ? "/" + name : parent + "/" + name;
        return engine.look(new Request.Exists(path, false))
                .thenApply(seen -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("name", name);
                    fields.put(
                            "children",
                            seen.reply()
                                    .map(reply -> ((Reply.OfStat) reply).stat().numChildren())
                                    .orElse(null));
                    fields.put(
                            "ephemeral",
                            seen.reply()
                                    .map(reply -> ((Reply.OfStat) reply).stat().ephemeralOwner() != 0)
                                    .orElse(false));
                    return fields;
                })
                .toCompletableFuture();
    }

    CompletionStage<HttpResponse> node(String path) {
        return engine.look(new Request.GetData(path, false))
                .thenCombine(engine.look(new Request.GetAcl(path)), (data, acl) -> {
                    if (data.reply().isEmpty()) {
                        return refused(path, data.error());
                    }
                    Reply.OfData told = (Reply.OfData) data.reply().get();
                    byte[] bytes = told.data() == null ? new byte[0] : told.data();
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("path", path);
                    body.put("stat", statOf(told.stat()));
                    body.put(
                            "data",
                            Base64.getEncoder()
                                    .encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, DATA_BYTES_MAX))));
                    body.put("truncated", bytes.length > DATA_BYTES_MAX);
                    body.put(
                            "acl",
                            acl.reply().map(reply -> aclOf((Reply.OfAcl) reply)).orElse(null));
                    return Answers.json(body);
                });
    }

    private static List<Map<String, Object>> aclOf(Reply.OfAcl told) {
        List<Acl> entries = told.acl() == null ? List.of() : told.acl();
        return entries.stream()
                .map(entry -> Map.<String, Object>of(
                        "scheme", entry.identity().scheme(),
                        "id", entry.identity().id(),
                        "permissions", letters(entry.permissions())))
                .toList();
    }

    private static String letters(int permissions) {
        StringBuilder text = new StringBuilder();
        String letters = "rwcda";
        for (int bit = 0; bit < letters.length(); bit++) {
            if ((permissions & 1 << bit) != 0) {
                text.append(letters.charAt(bit));
            }
        }
        return text.toString();
    }

    /** Numbers beyond 2^53 would be rounded by whoever reads JSON in a browser, so zxids and sessions are text. */
    private static Map<String, Object> statOf(Stat stat) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("czxid", hex(stat.czxid()));
        fields.put("mzxid", hex(stat.mzxid()));
        fields.put("pzxid", hex(stat.pzxid()));
        fields.put("ctime", stat.ctime());
        fields.put("mtime", stat.mtime());
        fields.put("version", stat.version());
        fields.put("cversion", stat.cversion());
        fields.put("aversion", stat.aversion());
        fields.put("ephemeralOwner", stat.ephemeralOwner() == 0 ? null : hex(stat.ephemeralOwner()));
        fields.put("dataLength", stat.dataLength());
        fields.put("numChildren", stat.numChildren());
        return fields;
    }

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static HttpResponse refused(String path, ErrorCode error) {
        return switch (error) {
            case NO_NODE -> Answers.error(404, "there is no znode " + path);
            case NO_AUTH -> Answers.error(403, path + " is not for everybody to read");
            default -> Answers.error(400, "'" + path + "' cannot be read: " + error);
        };
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
