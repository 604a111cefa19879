package dev.deployarchitect.database.backup;

import java.util.Map;
import java.util.Optional;

/**
 * What is to be kept, where, and for how long.
 *
 * @param service whose database it is: {@code self-hosted}, {@code rds}, {@code cloudsql}, {@code
 *     neon}, {@code supabase}
 * @param method {@code pgbackrest} or {@code wal}, of a self-hosted one
 * @param days each backup and the WAL since stay
 * @param seconds of writes that may be lost at worst
 * @param sizeGb of the data, where it is known
 * @param repository a folder, or {@code s3://bucket/path}
 * @param managed what the service promises, from the dated table; empty for a self-hosted one
 */
record BackupPlan(
    String service,
    String method,
    int days,
    int seconds,
    Optional<Integer> sizeGb,
    String repository,
    String region,
    Map<String, String> managed) {

  boolean selfHosted() {
    return service.equals("self-hosted");
  }

  boolean onS3() {
    return repository.startsWith("s3://");
  }

  String bucket() {
    return onS3() ? repository.substring(5).replaceFirst("/.*", "") : "";
  }

  /** In the bucket, or of the folder. */
  String path() {
    return onS3() ? repository.substring(5).replaceFirst("^[^/]*/?", "") : repository;
  }

  /** Whether a script can set it and drill it. */
  boolean scripted() {
    return !selfHosted() && !service.equals("supabase");
  }
}
