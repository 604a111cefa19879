package dev.deployarchitect.reference;

import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.tool.Approval;
import dev.deployarchitect.tool.Feature;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A documentation page as readable text. */
public final class FetchReference {
  private static final int MAX_TEXT = 11_000;

  record Input(
      @Param(value = "The page's https address, on a documentation host", required = true)
          String url,
      @Param("Where to go on in a long page, in characters") Integer offset) {}

  private final AddressPolicy policy;
  private final PageFetcher fetcher;
  private final Clock clock;

  public FetchReference(AddressPolicy policy, Clock clock) {
    this.policy = policy;
    this.fetcher = new PageFetcher(policy, Duration.ofSeconds(15));
    this.clock = clock;
  }

  public Feature feature() {
    return new Feature(
        "reference",
        List.of(new Tool<>("fetch_reference", "reference", Input.class, this::call)),
        List.of());
  }

  private ToolResult call(Input input, ToolContext context) {
    PageFetcher.Fetched fetched = Places.away(() -> fetcher.fetch(input.url()));
    if (fetched instanceof PageFetcher.Fetched.Refused(String why, String host)
        && !host.isEmpty()) {
      Approval.Decision decision =
          context.ask(
              new Approval(
                  "Fetch a page of %s, which is not on the list of documentation hosts"
                      .formatted(host),
                  input.url().strip()));
      switch (decision) {
        case Approval.Decision.Approved() ->
            fetched = Places.away(() -> fetcher.fetch(input.url(), policy.with(host)));
        case Approval.Decision.Rejected(String reason) -> {
          return new ToolResult.Refused(
              "%s was not fetched: a person said no (%s).".formatted(input.url(), reason));
        }
        case Approval.Decision.NobodyToAsk() -> {}
      }
    }
    return result(input, fetched);
  }

  private ToolResult result(Input input, PageFetcher.Fetched fetched) {
    return switch (fetched) {
      case PageFetcher.Fetched.Refused(String why, String host) ->
          new ToolResult.Refused("%s was not fetched: %s.".formatted(input.url(), why));
      case PageFetcher.Fetched.Unreachable(String why) ->
          new ToolResult.Failed("%s was not fetched: %s.".formatted(input.url(), why));
      case PageFetcher.Fetched.Page(var address, String html) -> {
        Document page = Jsoup.parse(html, address.toString());
        String text = readable(page);
        yield text.isBlank()
            ? new ToolResult.NothingFound(address + " holds no readable text.")
            : ToolResult.Done.text(
                "%s%n%s, fetched %s%n%n%s"
                    .formatted(
                        page.title(), address, LocalDate.now(clock), part(text, input.offset())));
      }
    };
  }

  /** Headings, paragraphs, list items and code, without navigation and scripts. */
  static String readable(Document page) {
    page.select("script, style, nav, header, footer, aside, form, svg, noscript").remove();
    Element main = page.selectFirst("main, article, [role=main], #content");
    Element body = main == null ? page.body() : main;
    StringBuilder out = new StringBuilder();
    for (Element element : body.select("h1, h2, h3, h4, p, li, pre, td, dt, dd")) {
      if (element.parents().is("pre, li, td, dd") && !element.is("pre")) {
        continue;
      }
      String text =
          element.is("pre")
              ? "    " + element.wholeText().strip().replace("\n", "\n    ")
              : element.text();
      if (!text.isBlank()) {
        out.append(element.is("h1, h2, h3, h4") ? "# " : element.is("li") ? "- " : "")
            .append(text)
            .append("\n");
      }
    }
    return out.toString();
  }

  private static String part(String text, Integer offset) {
    int from = Math.clamp(offset == null ? 0 : offset, 0, text.length());
    int to = Math.min(text.length(), from + MAX_TEXT);
    return text.substring(from, to)
        + (to < text.length()
            ? "%n(cut here; the page goes on: %,d more characters, from offset %d)"
                .formatted(text.length() - to, to)
            : "");
  }
}
