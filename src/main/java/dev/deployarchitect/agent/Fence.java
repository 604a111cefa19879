package dev.deployarchitect.agent;

/** Marks text of repositories, pages and programs as material, so that it cannot pose as more. */
final class Fence {
  private Fence() {}

  static String of(String source, String text) {
    String safe = text.replaceAll("(?i)<(/?)untrusted", "&lt;$1untrusted");
    return "<untrusted source=\"%s\">\n%s\n</untrusted>".formatted(source, safe.stripTrailing());
  }
}
