package dev.deployarchitect.build.dockerfile;

/** {@code registry/name:tag@digest}; parts that are not written are empty. */
public record ImageName(String repository, String tag, String digest) {

  public static ImageName of(String reference) {
    String rest = reference;
    String digest = "";
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = rest.substring(at + 1);
      rest = rest.substring(0, at);
    }
    int colon = rest.lastIndexOf(':');
    boolean port = colon >= 0 && rest.indexOf('/', colon) >= 0;
    String tag = colon < 0 || port ? "" : rest.substring(colon + 1);
    return new ImageName(colon < 0 || port ? rest : rest.substring(0, colon), tag, digest);
  }

  /** The last part of the repository: {@code node} of {@code docker.io/library/node}. */
  public String name() {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  /** Where the image is pulled from; {@code docker.io} where none is written. */
  public String registry() {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host ? first : "docker.io";
  }

  public boolean isNode() {
    return name().equals("node");
  }

  /** The leading number of the tag, as {@code 20} of {@code 20.11-alpine}; empty if none. */
  public String cycle() {
    return tag.replaceFirst("^v", "").replaceFirst("[^0-9.].*$", "");
  }
}
