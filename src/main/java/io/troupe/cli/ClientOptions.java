package io.troupe.cli;

import io.troupe.client.Client;
import io.troupe.client.ClientException;
import io.troupe.client.ClientSettings;
import io.troupe.client.DeadlineExceeded;
import io.troupe.client.InvalidRequest;
import io.troupe.client.OperationFailed;
import io.troupe.client.OutcomeUnknown;
import io.troupe.model.ErrorCode;
import io.troupe.server.ExitStatus;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that speaks to an ensemble takes, and how its failures become one line and an exit status. */
final class ClientOptions {
    @Option(
            names = {"-server", "--server"},
            paramLabel = "HOSTS",
            defaultValue = "127.0.0.1:2181",
            description = "host:port,host:port/chroot (${DEFAULT-VALUE})")
    private String server;

    @Option(
            names = {"-timeout", "--timeout"},
            paramLabel = "MILLIS",
            defaultValue = "10000",
            description = "of the session, and for each operation (${DEFAULT-VALUE})")
    private int timeoutMillis;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "table or json (table)")
    private Output.Format format;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What a command does once it is connected. */
    interface Work {
        int run(Client client, Output out) throws InterruptedException;
    }

    String server() {
        return server;
    }

    Output output() {
        return new Output(format, spec.commandLine().getOut());
    }

    /** A usage error for what the command line's own rules do not cover. */
    CommandLine.ParameterException wrong(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    int run(Work work) throws InterruptedException {
        try (Client client = Client.open(settings())) {
            if (!client.awaitConnected(Duration.ofMillis(timeoutMillis))) {
                return fail(ExitStatus.UNREACHABLE, unreachable());
            }
            return work.run(client, output());
        } catch (ClientException failure) {
            return report(failure);
        }
    }

    private ClientSettings settings() {
        try {
            Duration timeout = Duration.ofMillis(timeoutMillis);
            return ClientSettings.of(server).withSessionTimeout(timeout).withDeadline(timeout);
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private String unreachable() {
        return "no server of " + server + " gave a session within " + timeoutMillis
                + " ms; see what each says with: troupe status --server " + server;
    }

    private int report(ClientException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof OperationFailed failed) {
            ExitStatus status = failed.code() == ErrorCode.NO_NODE ? ExitStatus.NOT_FOUND : ExitStatus.FAILURE;
            return fail(status, message + advice(failed.code(), failure.path()));
        }
        if (failure instanceof InvalidRequest) {
            return fail(ExitStatus.USAGE, message);
        }
        if (failure instanceof OutcomeUnknown) {
            return fail(ExitStatus.UNREACHABLE, message + "; look before you repeat it");
        }
        boolean unreachable = failure instanceof DeadlineExceeded;
        return fail(unreachable ? ExitStatus.UNREACHABLE : ExitStatus.FAILURE, message);
    }

    private static String advice(ErrorCode code, String path) {
        return switch (code) {
            case NO_NODE -> "; a parent may be missing, too: try troupe ls on the path above";
            case NODE_EXISTS -> "; change it with: troupe set " + path + " DATA";
            case NOT_EMPTY -> "; delete all of it with: troupe deleteall " + path;
            case BAD_VERSION -> "; see the version with: troupe stat " + path;
            default -> "";
        };
    }

    int fail(ExitStatus status, String message) {
        spec.commandLine().getErr().println("troupe: " + message);
        return status.code();
    }
}
