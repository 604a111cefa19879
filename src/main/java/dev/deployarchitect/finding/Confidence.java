package dev.deployarchitect.finding;

import java.util.Locale;

/** How sure a rule is that what it saw is what it says. */
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
