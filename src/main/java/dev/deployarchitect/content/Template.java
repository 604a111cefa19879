package dev.deployarchitect.content;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Map;

/**
 * Fills {@code <% name %>} in a text. An unknown name is an error, not an empty text; sections
 * ({@code <%#flag%> … <%/flag%>}) need their flag to be given.
 */
public final class Template {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().withDelims("<% %>").escapeHTML(false).strictSections(true);

  private Template() {}

  /**
   * Fills a text.
   *
   * @throws IllegalArgumentException for an unknown name or a broken section, naming it
   */
  public static String fill(String text, Map<String, ?> values) {
    try {
      return COMPILER.compile(text).execute(values);
    } catch (MustacheException e) {
      throw new IllegalArgumentException("template: " + e.getMessage(), e);
    }
  }
}
