package dev.deployarchitect.draft;

import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Edits of one file, all found in the text as it was, none over another. */
final class EditedText {
  private static final int LISTED = 8;

  private record Edit(int number, Replacement.Place place, String text) {}

  private EditedText() {}

  /**
   * The text with all edits.
   *
   * @throws EditException for one that is not there, or in more places than one, or over another
   */
  static String of(String path, String text, List<Replacement> replacements) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < replacements.size(); i++) {
      Replacement wanted = replacements.get(i);
      for (Replacement.Place place : chosen(path, text, wanted, i + 1)) {
        edits.add(whole(new Edit(i + 1, place, wanted.replacement(text)), wanted, text));
      }
    }
    edits.sort(Comparator.comparingInt(e -> e.place().from()));
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      if (edit.place().from() < done) {
        throw new EditException(
            "%s: edits %d and %d touch the same lines; make them one."
                .formatted(path, edits.get(i - 1).number(), edit.number()));
      }
      out.append(text, done, edit.place().from()).append(edit.text());
      done = edit.place().to();
    }
    return out.append(text, done, text.length()).toString();
  }

  /** Lines that are replaced by nothing go with their line end. */
  private static Edit whole(Edit edit, Replacement wanted, String text) {
    int to = edit.place().to();
    if (wanted.line() == 0 || !edit.text().isEmpty() || to >= text.length()) {
      return edit;
    }
    int end = text.charAt(to) == '\r' ? to + 2 : to + 1;
    return new Edit(
        edit.number(), new Replacement.Place(edit.place().from(), end, edit.place().text()), "");
  }

  private static List<Replacement.Place> chosen(
      String path, String text, Replacement wanted, int number) {
    if (wanted.search().isEmpty()) {
      throw new EditException(
          "%s: edit %d searches for nothing; write_files writes a whole file."
              .formatted(path, number));
    }
    if (wanted.search().equals(wanted.replace())) {
      throw new EditException("%s: edit %d changes nothing.".formatted(path, number));
    }
    List<Replacement.Place> places = wanted.places(text);
    if (places.isEmpty()) {
      throw new EditException(
          "%s: the search text of edit %d is not in the file. %s"
              .formatted(path, number, NearestText.of(text, wanted.search())));
    }
    if (wanted.all() || places.size() == 1) {
      return places;
    }
    Source source = new Source(path, text);
    return places.stream()
        .filter(p -> source.line(p.from()) == wanted.line())
        .findFirst()
        .map(List::of)
        .orElseThrow(() ->
            new EditException(
                "%s: the search text of edit %d stands in %d places (lines %s%s). Give more lines around it%s."
                    .formatted(
                        path,
                        number,
                        places.size(),
                        places.stream()
                            .limit(LISTED)
                            .map(p -> String.valueOf(source.line(p.from())))
                            .collect(Collectors.joining(", ")),
                        places.size() > LISTED ? ", …" : "",
                        wanted.line() != 0 ? "" : ", or set all to replace each")));
  }
}
