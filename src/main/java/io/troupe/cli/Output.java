package io.troupe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.troupe.model.Stat;
import io.troupe.model.Zxid;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command says, for a person or as one JSON value a line. Nothing else goes to standard output. */
final class Output {
    enum Format {
        TABLE,
        JSON
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Format format;
    private final PrintWriter out;

    Output(Format format, PrintWriter out) {
        this.format = format;
        this.out = out;
    }

    /** {@code lines} for a person, {@code json} for a program. */
    void say(List<String> lines, Object json) {
        if (format == Format.TABLE) {
            lines.forEach(out::println);
        } else {
            try {
                out.println(JSON.writeValueAsString(json));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible); // maps, lists, texts and numbers
            }
        }
        out.flush();
    }

    /** One column as wide as its widest cell. */
    void table(List<String> titles, List<List<String>> rows) {
        int[] widths = new int[titles.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = Math.max(
                    titles.get(column).length(),
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        out.println(line(titles, widths));
        rows.forEach(row -> out.println(line(row, widths)));
        out.flush();
    }

    boolean isTable() {
        return format == Format.TABLE;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(String.format("%-" + widths[column] + "s  ", cells.get(column)));
        }
        return line.toString().stripTrailing();
    }

    /** As zkCli shows it. */
    static List<String> lines(Stat stat) {
        return List.of(
                "cZxid = " + Zxid.text(stat.czxid()),
                "ctime = " + Instant.ofEpochMilli(stat.ctime()),
                "mZxid = " + Zxid.text(stat.mzxid()),
                "mtime = " + Instant.ofEpochMilli(stat.mtime()),
                "pZxid = " + Zxid.text(stat.pzxid()),
                "cversion = " + stat.cversion(),
                "dataVersion = " + stat.version(),
                "aclVersion = " + stat.aversion(),
                "ephemeralOwner = " + Zxid.text(stat.ephemeralOwner()),
                "dataLength = " + stat.dataLength(),
                "numChildren = " + stat.numChildren());
    }

    static Map<String, Object> json(Stat stat) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("czxid", stat.czxid());
        json.put("mzxid", stat.mzxid());
        json.put("pzxid", stat.pzxid());
        json.put("ctimeMillis", stat.ctime());
        json.put("mtimeMillis", stat.mtime());
        json.put("version", stat.version());
        json.put("cversion", stat.cversion());
        json.put("aversion", stat.aversion());
        json.put("ephemeralOwner", Zxid.text(stat.ephemeralOwner()));
        json.put("dataLength", stat.dataLength());
        json.put("numChildren", stat.numChildren());
        return json;
    }

    /** Data as text where it is text, and as Base64 always. */
    static Map<String, Object> json(String path, byte @Nullable [] data, Stat stat) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", path);
        json.put("text", data == null ? null : text(data));
        json.put("base64", data == null ? null : Base64.getEncoder().encodeToString(data));
        json.put("stat", json(stat));
        return json;
    }

    private static @Nullable String text(byte[] data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
