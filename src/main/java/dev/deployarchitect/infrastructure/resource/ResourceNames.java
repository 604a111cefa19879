package dev.deployarchitect.infrastructure.resource;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What CloudFormation and Pulumi call the resources and properties that the rules look at. */
public final class ResourceNames {
  private static final String TABLE = "tools/infrastructure/review_infrastructure/names.tsv";

  private final Map<String, String> cloudFormation = new HashMap<>();
  private final Map<String, String> pulumi = new HashMap<>();
  private final Map<String, Map<String, String>> properties = new HashMap<>();

  public ResourceNames(Content content) {
    for (var row : DatedTable.read(content.text(TABLE)).rows()) {
      String type = row.get("terraform");
      put(cloudFormation, row.get("cloudformation"), type);
      for (String name : row.get("pulumi").split(" ")) {
        put(pulumi, name, type);
      }
      Map<String, String> renamed = new HashMap<>();
      for (String pair : row.get("properties").split(" ")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          renamed.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
      properties.put(row.get("cloudformation"), renamed);
    }
  }

  private static void put(Map<String, String> names, String name, String type) {
    if (!name.equals("-")) {
      names.put(name, type);
    }
  }

  /** Terraform's type for {@code AWS::RDS::DBInstance}; others keep their own name. */
  public String ofCloudFormation(String type) {
    return cloudFormation.getOrDefault(type, type);
  }

  /** Terraform's type for {@code aws.rds.Instance}. */
  public Optional<String> ofPulumi(String type) {
    return Optional.ofNullable(pulumi.get(type));
  }

  /** Terraform's argument for a property of a CloudFormation type. */
  public String property(String type, String name) {
    return properties.getOrDefault(type, Map.of()).getOrDefault(name, snake(name));
  }

  /** {@code StorageEncrypted} and {@code storageEncrypted} become {@code storage_encrypted}. */
  public static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
