package io.troupe.cli;

import io.troupe.server.ConfigError;
import io.troupe.server.Environment;
import io.troupe.server.ExitStatus;
import io.troupe.server.StartError;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the process begins. What can be expected to go wrong is one line on standard error, never a stack trace. */
@Command(
        name = "troupe",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A coordination service that ZooKeeper clients use unchanged.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it did what it was asked to, or was asked to stop",
            "1:it could not",
            "2:the command line or the configuration file is wrong",
            "3:there is no such znode",
            "4:no server can be reached, or none answers",
            "74:the disk failed or is full"
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(new Environment()).execute(args));
    }

    static CommandLine commandLine(Environment environment) {
        return new CommandLine(new Main())
                .addSubcommand(new ServerCommand(environment))
                .addSubcommand(new UpCommand(environment))
                .addSubcommand(new BenchCommand(environment))
                .addSubcommand(new LsCommand())
                .addSubcommand(new GetCommand())
                .addSubcommand(new CreateCommand())
                .addSubcommand(new SetCommand())
                .addSubcommand(new DeleteCommand())
                .addSubcommand(new DeleteAllCommand())
                .addSubcommand(new StatCommand())
                .addSubcommand(new WatchCommand())
                .addSubcommand(new SyncCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new LockCommand())
                .addSubcommand(new CommandLine.HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
    }

    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof ConfigError) {
            err.println("troupe: " + failure.getMessage());
            return ExitStatus.USAGE.code();
        }
        if (failure instanceof StartError error) {
            err.println("troupe: " + error.getMessage());
            return error.status().code();
        }
        err.println("troupe: this should not happen; please report it");
        failure.printStackTrace(err);
        return ExitStatus.FAILURE.code();
    }
}
