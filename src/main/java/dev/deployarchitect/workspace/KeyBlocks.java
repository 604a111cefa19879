package dev.deployarchitect.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in a text: PEM (RFC 7468), OpenSSH's and PGP's blocks (RFC 9580), PuTTY's and age's,
 * and any of them in base64, as Kubernetes and environment variables carry them. Linear in the
 * text.
 */
public final class KeyBlocks {

  /**
   * A key's place.
   *
   * @param from of its first secret character, behind a marker line
   * @param to behind its last
   * @param kind such as "private key" or "private key in base64"
   * @param encrypted whether a passphrase protects it
   */
  public record Block(int from, int to, String kind, boolean encrypted) {}

  private static final Pattern BEGIN =
      Pattern.compile("-{4,5} ?BEGIN ([A-Z0-9 ]{0,40}?)PRIVATE KEY( BLOCK)? ?-{4,5}");

  private static final Pattern END = Pattern.compile("-{4,5} ?END [A-Z0-9 ]{0,60} ?-{4,5}");

  /** Longer than any key; a marker in prose or code does not hide what follows it. */
  private static final int LONGEST = 30_000;

  /** Behind an indent, a quote or a patch's sign; found at once or not at all. */
  private static final Pattern KEY_LINE =
      Pattern.compile("[^A-Za-z0-9+/\\n]{0,40}+[A-Za-z0-9+/]{24,}+");

  private static final Pattern AGE = Pattern.compile("\\bAGE-SECRET-KEY-1[0-9A-Z]{58}\\b");

  private static final Pattern PUTTY =
      Pattern.compile("(?m)^Private-Lines: \\d{1,3}\\R((?:[A-Za-z0-9+/=]{4,80}+(?:\\R|\\z))++)");

  /** Base64, on one line or wrapped; possessive, so that each character is read once. */
  private static final Pattern BASE64 =
      Pattern.compile(
          "(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{60,}+={0,2}+(?:[ \\t]*+\\r?\\n[ \\t]*+[A-Za-z0-9+/_-]{16,}+={0,2}+)*+");

  /**
   * The words PRIVATE KEY in base64, where they begin at the first, second or third of three bytes.
   */
  private static final List<String> WORDS_IN_BASE64 =
      List.of("UFJJVkFURSBLRV", "BSSVZBVEUgS0VZ", "QUklWQVRFIEtFW");

  /** The beginning of every PEM in base64; a run that is wrapped may break the words. */
  private static final String PEM_IN_BASE64 = "LS0tLS1CRUdJTi";

  private KeyBlocks() {}

  /** Whether it is worth to look closer: quick, and never wrong where there is a key. */
  public static boolean mayHoldKey(String text) {
    return text.contains("PRIVATE KEY")
        || text.contains("AGE-SECRET-KEY-1")
        || text.contains("Private-Lines: ")
        || text.contains(PEM_IN_BASE64)
        || WORDS_IN_BASE64.stream().anyMatch(text::contains);
  }

  /** All keys, in the order of the text. */
  public static List<Block> find(String text) {
    List<Block> found = new ArrayList<>();
    if (!mayHoldKey(text)) {
      return found;
    }
    blocks(text, found);
    simple(AGE, 0, "age secret key", text, found);
    simple(PUTTY, 1, "PuTTY private key", text, found);
    encoded(text, found);
    found.sort((a, b) -> Integer.compare(a.from(), b.from()));
    return found;
  }

  private static void simple(
      Pattern pattern, int group, String kind, String text, List<Block> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(new Block(matcher.start(group), matcher.end(group), kind, false));
    }
  }

  private static void blocks(String text, List<Block> found) {
    Matcher begin = BEGIN.matcher(text);
    Matcher end = END.matcher(text);
    int at = 0;
    int next = -1;
    while (begin.find(at)) {
      int from = begin.end();
      // Only ever forward: many beginnings share one search for an end.
      if (next < from) {
        next = end.find(from) ? end.start() : Integer.MAX_VALUE;
      }
      int most = Math.min(text.length(), from + LONGEST);
      // Without an end, as where a text was cut, what looks like a key's lines is one.
      int to = next <= most ? next : lines(text, from, most);
      String body = text.substring(from, to);
      if (isKey(body)) {
        boolean encrypted = begin.group(1).contains("ENCRYPTED") || body.contains("4,ENCRYPTED");
        found.add(
            new Block(
                from, to, begin.group(2) == null ? "private key" : "PGP private key", encrypted));
      }
      at = Math.max(to, from);
    }
  }

  /** Whether enough of it is what a key is made of; a marker alone, or prose, is not. */
  private static boolean isKey(String body) {
    String plain = body.replace("\\r", "").replace("\\n", "\n");
    return plain.lines().anyMatch(line -> KEY_LINE.matcher(line).lookingAt());
  }

  private static int lines(String text, int from, int most) {
    int to = from;
    int line = from;
    while (line < most) {
      int next = text.indexOf('\n', line);
      int stop = next < 0 || next > most ? most : next;
      String body = text.substring(line, Math.min(stop, line + 120)).strip();
      if (!body.isEmpty() && !KEY_LINE.matcher(body).lookingAt()) {
        break;
      }
      to = stop;
      line = stop + 1;
    }
    return to;
  }

  private static void encoded(String text, List<Block> found) {
    Matcher matcher = BASE64.matcher(text);
    while (matcher.find()) {
      String run = matcher.group();
      if (holdsKey(run)) {
        found.add(new Block(matcher.start(), matcher.end(), "private key in base64", false));
      }
    }
  }

  private static boolean holdsKey(String run) {
    String plain = run.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
    return WORDS_IN_BASE64.stream().anyMatch(plain::contains);
  }
}
