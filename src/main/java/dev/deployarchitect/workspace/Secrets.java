package dev.deployarchitect.workspace;

import dev.deployarchitect.interrupt.Interruption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces secrets before text leaves for a model, a log or a client: well-known token formats,
 * private keys (in base64 too), passwords in URLs, values written out at names that say they are
 * secret, and what the workspace's own files hold of these ({@link RepositorySecrets}). The lines
 * of a text stay lines, so places keep their meaning.
 */
public final class Secrets {
  /** What stands where a secret stood. */
  public static final String MARK = "[secret replaced]";

  /** Prefixes as their issuers document them; each needs its length, so prose is not touched. */
  private static final Pattern TOKENS =
      Pattern.compile(
          // The first letters of all, so that most places of a text cost one comparison.
          String.join(
              "|",
              "(?=[ADGNSXabdefghnprstvwxy])(?:\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
              "\\bgh[pousr]_[A-Za-z0-9]{30,}\\b",
              "\\bgithub_pat_[A-Za-z0-9_]{40,}\\b",
              "\\bglpat-[A-Za-z0-9_-]{20,}",
              "\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
              "\\bwhsec_[A-Za-z0-9+/=]{16,}",
              "\\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,}",
              "\\bxox[abprs]-[A-Za-z0-9-]{10,}",
              "\\bAIza[0-9A-Za-z_-]{35}",
              "\\bnpm_[A-Za-z0-9]{36}\\b",
              "\\bnpg_[A-Za-z0-9]{10,}\\b",
              "\\bsbp_[a-f0-9]{40}\\b",
              "\\bsb_secret_[A-Za-z0-9_-]{20,}",
              "\\bpscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{30,}",
              "\\bvercel_blob_rw_[A-Za-z0-9_]{20,}",
              "\\bf(?:o1|m1a|m1r|m2)_[A-Za-z0-9+/=,_-]{40,}",
              "\\bdckr_pat_[A-Za-z0-9_-]{20,}",
              "\\bpypi-[A-Za-z0-9_-]{50,}",
              "\\brubygems_[a-f0-9]{48}\\b",
              "\\bgl(?:rt|dt|cbt|ptt|soat)-[A-Za-z0-9_-]{20,}",
              "\\bdp\\.(?:pt|st|ct|sa)\\.[A-Za-z0-9.]{30,}",
              "\\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\\b",
              "\\bdapi[a-f0-9]{32}\\b",
              "\\bhf_[A-Za-z0-9]{30,}\\b",
              "\\bglsa_[A-Za-z0-9]{32}_[a-f0-9]{8}\\b",
              "\\bNRAK-[A-Z0-9]{27}\\b",
              "\\bGOCSPX-[A-Za-z0-9_-]{28}",
              "\\bya29\\.[A-Za-z0-9_-]{20,}",
              "\\bxapp-[A-Za-z0-9-]{20,}",
              "\\btskey-[a-z]+-[A-Za-z0-9-]{20,}",
              "\\bxkeysib-[a-f0-9]{64}-[A-Za-z0-9]{10,}",
              "\\bhooks\\.slack\\.com/services/[A-Za-z0-9/]{30,}",
              "\\bdiscord(?:app)?\\.com/api/webhooks/\\d+/[A-Za-z0-9_-]{30,}",
              "\\bAccountKey=[A-Za-z0-9+/=]{40,}",
              "\\bdop_v1_[a-f0-9]{64}\\b",
              "\\bhvs\\.[A-Za-z0-9_-]{24,}",
              "\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}",
              "\\bsntrys_[A-Za-z0-9_=+/.-]{30,}",
              "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,})"));

  /** The password of {@code scheme://user:password@host}; placeholders and variables stay. */
  private static final Pattern URL_PASSWORD =
      Pattern.compile("(://[^\\s:/@\"'<>]{0,64}+:)([^\\s@/\"'<>]++)(?=@[\\w.\\[$\\{-])");

  private static final Set<String> HARMLESS =
      Set.of(
          "password",
          "postgres",
          "user",
          "pass",
          "secret",
          "changeme",
          "example",
          "dummy",
          "prisma",
          "placeholder",
          "johndoe",
          "randompassword");

  private final List<String> known;

  private Secrets(Set<String> known) {
    this.known = known.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Knows the well-known formats alone. */
  public static Secrets wellKnown() {
    return new Secrets(Set.of());
  }

  /** Knows what the workspace's files hold too, those git ignores among them. */
  public static Secrets of(Workspace workspace) {
    return new Secrets(RepositorySecrets.of(workspace));
  }

  /** Whether a file holds values and nothing else, such as {@code .env} or {@code .envrc}. */
  public static boolean isValuesAlone(String path) {
    return EnvFiles.isEnv(path.substring(path.lastIndexOf('/') + 1));
  }

  /** The text with every known secret replaced; line breaks are kept. */
  public String replace(String text) {
    String out = TOKENS.matcher(withoutKeys(text)).replaceAll(MARK);
    Interruption.check();
    out = URL_PASSWORD.matcher(out).replaceAll(Secrets::password);
    Interruption.check();
    out = Literals.replace(out, MARK);
    Interruption.check();
    for (String value : known) {
      out = out.replace(value, MARK);
    }
    return out;
  }

  private static String withoutKeys(String text) {
    List<KeyBlocks.Block> blocks = KeyBlocks.find(text);
    if (blocks.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    for (KeyBlocks.Block block : blocks) {
      if (block.from() >= done) {
        long lines =
            text.substring(block.from(), block.to()).chars().filter(c -> c == '\n').count();
        out.append(text, done, block.from()).append(MARK).append("\n".repeat((int) lines));
        done = block.to();
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private static String password(java.util.regex.MatchResult match) {
    String password = match.group(2);
    boolean variable = password.contains("$") || password.contains("{") || password.contains("[");
    boolean harmless = HARMLESS.contains(password.toLowerCase(java.util.Locale.ROOT));
    return Matcher.quoteReplacement(match.group(1) + (variable || harmless ? password : MARK));
  }
}
