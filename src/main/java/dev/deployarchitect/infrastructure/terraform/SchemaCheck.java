package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.schema.ProviderSchema;
import dev.deployarchitect.infrastructure.schema.SchemaBlock;
import dev.deployarchitect.infrastructure.schema.SchemaMember;
import dev.deployarchitect.syntax.hcl.HclBody;
import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds resources and data sources against the schema of their provider. */
final class SchemaCheck {
  private static final Set<String> ARGUMENTS =
      Set.of("count", "for_each", "provider", "depends_on");
  private static final Set<String> BLOCKS = Set.of("lifecycle", "provisioner", "connection");

  private final String provider;
  private final boolean mayBeNewer;
  private final Consumer<Problem> report;

  private SchemaCheck(String provider, boolean mayBeNewer, Consumer<Problem> report) {
    this.provider = provider;
    this.mayBeNewer = mayBeNewer;
    this.report = report;
  }

  private static Stream<Block> subjects(TerraformModule module) {
    return Stream.of("resource", "data").flatMap(module::blocks);
  }

  /** Types no schema knows. */
  static void unknownTypes(TerraformModule module, Consumer<Problem> report) {
    subjects(module)
        .filter(block -> !module.mayBeNewer(block))
        .forEach(block ->
            module
                .schemaOf(block)
                .filter(s -> !s.has(block.type(), block.label(0)))
                .ifPresent(s -> report.accept(unknown(block, s))));
  }

  private static Problem unknown(Block block, ProviderSchema schema) {
    String type = block.label(0);
    int cut = type.indexOf('_', type.indexOf('_') + 1);
    String family = cut < 0 ? type : type.substring(0, cut);
    List<String> near =
        schema.types(block.type()).stream().filter(t -> t.startsWith(family)).toList();
    String other = block.type().equals("data") ? "resource" : "data";
    String hint =
        Nearest.to(type, near)
            .map("; did you mean '%s'?"::formatted)
            .orElse(
                schema.has(other, type)
                    ? other.equals("data")
                        ? "; it is a data source"
                        : "; it is a resource, not a data source"
                    : "");
    return new Problem(
        block.head(),
        "%s %s has no %s '%s'%s"
            .formatted(
                schema.source(),
                schema.version(),
                block.type().equals("data") ? "data source" : "resource",
                type,
                hint));
  }

  /** Arguments and blocks that the schema does not have, lacks, or has otherwise. */
  static void mismatches(TerraformModule module, Consumer<Problem> report) {
    subjects(module)
        .forEach(block -> {
          Subject subject = new Subject(block.label(0), block.head(), block.body());
          String version =
              module.schemaOf(block).map(s -> s.source() + " " + s.version()).orElse("");
          SchemaCheck check = new SchemaCheck(version, module.mayBeNewer(block), report);
          module.shape(block).ifPresent(shape -> check.body(subject, shape, true));
        });
  }

  /** Arguments that the provider calls deprecated. */
  static void deprecated(TerraformModule module, Consumer<Problem> report) {
    subjects(module)
        .forEach(block ->
            module.shape(block).ifPresent(shape -> deprecated(block.body(), shape, report)));
  }

  private static void deprecated(HclBody body, SchemaBlock shape, Consumer<Problem> report) {
    body.attributes().forEach(a -> deprecated(a.name(), a.nameSpan(), shape, report));
    for (Block block : body.blocks()) {
      deprecated(block.type(), block.head(), shape, report);
      shape.member(block.type()).ifPresent(m -> deprecated(block.body(), m.inner(), report));
    }
  }

  private static void deprecated(
      String name, Span at, SchemaBlock shape, Consumer<Problem> report) {
    if (shape.member(name).map(SchemaMember::deprecated).orElse(false)) {
      report.accept(new Problem(at, "the provider calls '%s' deprecated".formatted(name)));
    }
  }

  /** A block and the name its schema has for it; a dynamic block's content has its label's. */
  private record Subject(String name, Span head, HclBody body) {}

  private void body(Subject subject, SchemaBlock shape, boolean top) {
    if (!shape.known()) {
      return;
    }
    for (Attribute attribute : subject.body().attributes()) {
      if (!top || !ARGUMENTS.contains(attribute.name())) {
        attribute(subject, attribute, shape);
      }
    }
    for (Block inner : subject.body().blocks()) {
      if (inner.type().equals("dynamic")) {
        block(subject, inner.label(0), inner.head(), shape)
            .ifPresent(m ->
                inner
                    .body()
                    .blocks("content")
                    .map(c -> new Subject(inner.label(0), c.head(), c.body()))
                    .forEach(c -> body(c, m.inner(), false)));
      } else if (!top || !BLOCKS.contains(inner.type())) {
        Subject below = new Subject(inner.type(), inner.head(), inner.body());
        block(subject, inner.type(), inner.head(), shape)
            .ifPresent(m -> body(below, m.inner(), false));
      }
    }
    missing(subject, shape);
    repeated(subject, shape);
  }

  private void attribute(Subject subject, Attribute attribute, SchemaBlock shape) {
    String name = attribute.name();
    Optional<SchemaMember> found = shape.member(name);
    if (found.isEmpty()) {
      unknown(attribute.nameSpan(), subject, "argument", name, shape);
    } else if (!found.get().writtenAsAttribute()) {
      report.accept(
          new Problem(
              attribute.nameSpan(), "'%s' is a block: write '%s { … }'".formatted(name, name)));
    } else if (found.get().readOnly() && attribute.value().literal().isEmpty()) {
      // Whether it is null, which is allowed, shows when it runs.
      return;
    } else if (found.get().readOnly() && !attribute.value().is("null")) {
      report.accept(
          new Problem(attribute.nameSpan(), "'%s' is set by the provider alone".formatted(name)));
    } else {
      ValueCheck.check(attribute.value(), found.get().value(), name, report);
    }
  }

  private Optional<SchemaMember> block(Subject subject, String name, Span at, SchemaBlock shape) {
    Optional<SchemaMember> found = shape.member(name);
    if (found.isEmpty()) {
      unknown(at, subject, "block", name, shape);
    } else if (!found.get().writtenAsBlock()) {
      report.accept(new Problem(at, "'%s' is an argument: write '%s = …'".formatted(name, name)));
      return Optional.empty();
    }
    return found.filter(SchemaMember::block);
  }

  private void unknown(Span at, Subject subject, String what, String name, SchemaBlock shape) {
    if (!mayBeNewer) {
      report.accept(
          new Problem(
              at,
              "'%s' has no %s '%s' in %s%s"
                  .formatted(subject.name(), what, name, provider, near(name, shape))));
    }
  }

  private static String near(String name, SchemaBlock shape) {
    Set<String> known =
        shape.all().stream()
            .filter(m -> !m.readOnly())
            .map(SchemaMember::name)
            .collect(Collectors.toSet());
    return Nearest.to(name, known).map("; did you mean '%s'?"::formatted).orElse("");
  }

  private void missing(Subject subject, SchemaBlock shape) {
    Set<String> written =
        Stream.of(
                subject.body().attributes().stream().map(Attribute::name),
                subject.body().blocks().stream().map(Block::type),
                subject.body().blocks("dynamic").map(d -> d.label(0)))
            .flatMap(s -> s)
            .collect(Collectors.toSet());
    String missing =
        shape.all().stream()
            .filter(m -> m.required() && !written.contains(m.name()))
            .map(m -> "%s '%s'".formatted(m.block() ? "block" : "argument", m.name()))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      report.accept(
          new Problem(
              subject.head(), "'%s' lacks the required %s".formatted(subject.name(), missing)));
    }
  }

  private void repeated(Subject subject, SchemaBlock shape) {
    for (SchemaMember member : shape.all()) {
      if (member.once()) {
        subject
            .body()
            .blocks(member.name())
            .skip(1)
            .forEach(second ->
                report.accept(
                    new Problem(
                        second.head(),
                        "'%s' stands more than once in '%s', which takes one"
                            .formatted(member.name(), subject.name()))));
      }
    }
  }
}
