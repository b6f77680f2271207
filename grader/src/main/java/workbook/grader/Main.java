package workbook.grader;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.UnknownExerciseException;

/** The grader's command line. Maven calls it; people may. */
@Command(
    name = "grader",
    mixinStandardHelpOptions = true,
    version = "workbook grader 1",
    subcommands = {GradeCommand.class, SelfCheckCommand.class})
public final class Main {
  private Main() {}

  /** Runs a command and exits with its status: 0 when done, 1 when not, 2 when misused. */
  public static void main(String[] args) {
    var line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((failure, command, _) -> {
      switch (failure) {
        case BadContentException _, UnknownExerciseException _ ->
            command.getErr().println(failure.getMessage());
        default -> failure.printStackTrace(command.getErr());
      }
      command.getErr().flush();
      return 2;
    });
    int status = line.execute(args);
    System.out.flush();
    System.exit(status);
  }
}
