package dev.deployarchitect.front.cli;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.Person;
import dev.deployarchitect.tool.Approval;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** The person at the terminal; nobody where input or output is no terminal. */
public final class Terminal implements Person {
  private final Optional<BufferedReader> keyboard;
  private final PrintStream out;

  Terminal(Optional<BufferedReader> keyboard, PrintStream out) {
    this.keyboard = keyboard;
    this.out = out;
  }

  /** Of this process; what is asked goes to {@code out}. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal.
  public static Terminal ofThisProcess(PrintStream out) {
    Console console = System.console();
    boolean there = console != null && console.isTerminal();
    return new Terminal(
        there ? Optional.of(new BufferedReader(console.reader())) : Optional.empty(), out);
  }

  @Override
  public boolean isThere() {
    return keyboard.isPresent();
  }

  @Override
  public synchronized Approval.Decision decide(String id, Approval approval, Cancel cancel) {
    if (keyboard.isEmpty()) {
      return new Approval.Decision.NobodyToAsk();
    }
    out.printf("%n%s%n%n%s? [y/N, or a reason why not] ", approval.detail(), approval.action());
    out.flush();
    try {
      String line = keyboard.get().readLine();
      String answer = line == null ? "" : line.strip();
      return switch (answer.toLowerCase(Locale.ROOT)) {
        case "y", "yes" -> new Approval.Decision.Approved();
        case "", "n", "no" -> new Approval.Decision.Rejected("no reason was given");
        default -> new Approval.Decision.Rejected(answer);
      };
    } catch (IOException e) {
      return new Approval.Decision.Rejected("the terminal has gone");
    }
  }
}
