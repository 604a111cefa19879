package dev.deployarchitect.store;

import java.util.List;
import java.util.Optional;

/** Repositories that were sent, as zips. */
final class UploadTable {
  private final Store store;

  UploadTable(Store store) {
    this.store = store;
  }

  void keep(String name, String owner, byte[] zip) {
    store.changed(
        "",
        """
        INSERT INTO uploads (name, owner, zip, created) VALUES (?, ?, ?, %s)
        ON CONFLICT (name) DO NOTHING
        """
            .formatted(store.now()),
        name,
        owner,
        zip);
  }

  Optional<byte[]> upload(String name) {
    return store
        .query(row -> row.getBytes("zip"), Sql.of("SELECT zip FROM uploads WHERE name = ?", name))
        .stream()
        .findFirst();
  }

  boolean has(String name) {
    return !store
        .query(row -> true, Sql.of("SELECT 1 FROM uploads WHERE name = ?", name))
        .isEmpty();
  }

  boolean remove(String name, String owner) {
    return store.changed("", "DELETE FROM uploads WHERE name = ? AND owner = ?", name, owner);
  }

  List<String> uploads(String owner) {
    return store.query(
        row -> row.getString("name"),
        Sql.of("SELECT name FROM uploads WHERE owner = ? ORDER BY created DESC, name", owner));
  }
}
