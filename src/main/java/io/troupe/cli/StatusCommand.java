package io.troupe.cli;

import io.troupe.client.ConnectString;
import io.troupe.client.Host;
import io.troupe.server.ExitStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows all peers of the connect string in one table: each is asked by the words srvr and mntr. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows all peers of the connect string in one table.",
        footer = {
            "",
            "What mntr alone knows is shown where a peer's 4lw.commands.whitelist allows it.",
            "The exit status is 0 if every peer serves, 1 if some do not, 4 if none can be reached.",
            "",
            "Example: troupe status --server 127.0.0.1:2181,127.0.0.1:2182,127.0.0.1:2183"
        })
final class StatusCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("PEER", "MODE", "ZXID", "ZNODES", "CONNECTIONS", "OUTSTANDING", "EPHEMERALS", "WATCHES", "VERSION");
    private static final String NOT_KNOWN = "-";

    @Mixin
    private ClientOptions options;

    /** What one peer says. */
    private record Answer(
            Host host, Optional<String> mode, Map<String, String> facts, boolean reached, String problem) {}

    @Override
    public Integer call() {
        List<Answer> answers = hosts().stream().map(StatusCommand::ask).toList();
        Output out = options.output();
        if (out.isTable()) {
            out.table(TITLES, answers.stream().map(StatusCommand::row).toList());
        } else {
            out.say(List.of(), answers.stream().map(StatusCommand::json).toList());
        }
        for (Answer answer : answers) {
            if (answer.mode().isEmpty()) {
                options.fail(ExitStatus.FAILURE, answer.host() + ": " + answer.problem());
            }
        }
        if (answers.stream().noneMatch(Answer::reached)) {
            return options.fail(
                    ExitStatus.UNREACHABLE, "no peer of " + options.server() + " can be reached; do they run?");
        }
        boolean all = answers.stream().allMatch(answer -> answer.mode().isPresent());
        return all ? ExitStatus.OK.code() : ExitStatus.FAILURE.code();
    }

    private List<Host> hosts() {
        try {
            return ConnectString.parse(options.server()).hosts();
        } catch (IllegalArgumentException wrong) {
            throw options.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static Answer ask(Host host) {
        FourLetterProbe srvr = FourLetterProbe.ask(host.name(), host.port(), "srvr");
        if (srvr.text().isEmpty()) {
            return new Answer(host, Optional.empty(), Map.of(), false, srvr.problem());
        }
        String text = srvr.text().get();
        Optional<String> mode = ModeProbe.mode(text);
        Map<String, String> facts = new LinkedHashMap<>(pairs(text, ": "));
        FourLetterProbe.ask(host.name(), host.port(), "mntr").text().ifPresent(more -> facts.putAll(pairs(more, "\t")));
        String problem = text.isBlank()
                ? "it closed the connection"
                : text.lines().findFirst().orElse("");
        return new Answer(host, mode, facts, true, problem);
    }

    private static Map<String, String> pairs(String text, String between) {
        Map<String, String> pairs = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int at = line.indexOf(between);
            if (at > 0) {
                pairs.put(
                        line.substring(0, at).trim(),
                        line.substring(at + between.length()).trim());
            }
        });
        return pairs;
    }

    private static List<String> row(Answer answer) {
        Map<String, String> facts = answer.facts();
        List<String> row = new ArrayList<>();
        row.add(answer.host().toString());
        row.add(answer.mode().orElse(answer.reached() ? "not serving" : "unreachable"));
        for (String key :
                List.of("Zxid", "Node count", "Connections", "Outstanding", "zk_ephemerals_count", "zk_watch_count")) {
            row.add(facts.getOrDefault(key, NOT_KNOWN));
        }
        String version = facts.getOrDefault("Zookeeper version", NOT_KNOWN);
        int comma = version.indexOf(',');
        row.add(comma < 0 ? version : version.substring(0, comma));
        return row;
    }

    private static Map<String, Object> json(Answer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peer", answer.host().toString());
        json.put("serving", answer.mode().isPresent());
        json.put("mode", answer.mode().orElse(null));
        json.put("facts", answer.facts());
        json.put("problem", answer.mode().isPresent() ? null : answer.problem());
        return json;
    }
}
