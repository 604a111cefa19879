package dev.deployarchitect.repository.usage;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Which files come first: near ones, the project's own before tests, those before generated. */
public final class Nearness {
  private static final Pattern GENERATED =
      Pattern.compile(
          "(^|/)(generated|__generated__|dist|build|out|vendor|vendored|third_party|public/build)/|\\.min\\.js$|\\.gen\\.|_pb2?\\.|\\.pb\\.go$|\\.d\\.ts$");
  private static final Pattern TESTS =
      Pattern.compile(
          "(^|/)(tests?|__tests__|__mocks__|specs?|e2e|cypress|playwright|fixtures|mocks|testdata|examples?)/|[._-](test|tests|spec|stories)\\.|_test\\.|(^|/)test_[^/]*$|(Test|Tests|IT)\\.(java|cs)$");

  private Nearness() {}

  public static boolean isTest(String path) {
    return TESTS.matcher(path).find();
  }

  public static boolean isGenerated(String path) {
    return GENERATED.matcher(path).find();
  }

  /** Paths in order; {@code near} is a path, or empty. */
  public static Comparator<String> to(String near) {
    return Comparator.comparingInt(Nearness::group)
        .thenComparingInt(p -> -shared(p, near))
        .thenComparing(p -> p);
  }

  /** 0 for the project's own code, 1 for tests, 2 for generated and vendored files. */
  static int group(String path) {
    return isGenerated(path) ? 2 : isTest(path) ? 1 : 0;
  }

  /** How many folders from the root two paths have in common. */
  private static int shared(String path, String near) {
    String[] a = path.split("/");
    String[] b = near.split("/");
    int same = 0;
    while (same < Math.min(a.length, b.length) && a[same].equals(b[same])) {
      same++;
    }
    return same;
  }
}
