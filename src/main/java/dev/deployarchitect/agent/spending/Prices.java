package dev.deployarchitect.agent.spending;

import dev.deployarchitect.agent.model.ModelReply;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The dated price list of models, {@code prompts/prices.tsv}.
 *
 * @param date of the list, as it says itself
 */
public record Prices(String date, List<Price> rows) {

  /**
   * A model's price in dollars per million tokens, which is in millionths of a dollar per token.
   *
   * @param compared whether the row was compared with the provider's own page
   */
  public record Price(
      String model, BigDecimal sent, BigDecimal cached, BigDecimal received, boolean compared) {

    long micros(ModelReply.Tokens tokens) {
      BigDecimal fresh = sent.multiply(BigDecimal.valueOf(tokens.sent() - tokens.cached()));
      return fresh
          .add(cached.multiply(BigDecimal.valueOf(tokens.cached())))
          .add(received.multiply(BigDecimal.valueOf(tokens.received())))
          .setScale(0, java.math.RoundingMode.HALF_UP)
          .longValueExact();
    }
  }

  /**
   * Reads the list.
   *
   * @throws IllegalStateException naming the line that is none
   */
  public static Prices read(String text) {
    String date =
        text.lines()
            .filter(l -> l.startsWith("# date: "))
            .map(l -> l.substring(8).strip())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("prompts/prices.tsv has no '# date: '"));
    return new Prices(
        date,
        text.lines()
            .filter(l -> !l.isBlank() && !l.startsWith("#") && !l.startsWith("model\t"))
            .map(Prices::row)
            .toList());
  }

  private static Price row(String line) {
    String[] cells = line.split("\t", -1);
    try {
      return new Price(
          cells[0],
          new BigDecimal(cells[1]),
          new BigDecimal(cells[2]),
          new BigDecimal(cells[3]),
          cells[4].strip().equals("yes"));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalStateException(
          "prompts/prices.tsv: '%s' is not model, sent, cached, received, compared".formatted(line),
          e);
    }
  }

  /** By its name with a provider's prefix and a date's suffix left out; the longest name wins. */
  public Optional<Price> of(String model) {
    String plain = model.substring(model.lastIndexOf('/') + 1).replace('.', '-');
    return rows.stream()
        .filter(row -> isNamed(plain, row.model().replace('.', '-')))
        .max(Comparator.comparingInt(row -> row.model().length()));
  }

  private static boolean isNamed(String model, String row) {
    return model.startsWith(row)
        && model
            .substring(row.length())
            .matches("|[-@]\\d{6,8}.*|[-@](\\d{4}-\\d\\d-\\d\\d|latest).*");
  }

  /** What a reply used; its price stays out where the list does not have it. */
  public Usage usage(String model, ModelReply.Tokens tokens) {
    Optional<Price> price = of(model);
    return new Usage(
        tokens.sent(),
        tokens.cached(),
        tokens.received(),
        price.map(p -> p.micros(tokens)).orElse(0L),
        price.isPresent() ? 0 : tokens.all());
  }
}
