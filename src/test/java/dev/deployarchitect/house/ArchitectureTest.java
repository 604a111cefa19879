package dev.deployarchitect.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
class ArchitectureTest {
  private static final String ROOT = "dev.deployarchitect";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** From the ground up: a floor may use those before it. */
  private static final List<String> FLOORS =
      List.of(
          "content",
          "interrupt",
          "text",
          "syntax",
          "workspace",
          "draft",
          "project",
          "finding",
          "delivery",
          "rehearsal",
          "tool");

  private static final List<String> ROOMS =
      List.of(
          "build",
          "database",
          "pipeline",
          "infrastructure",
          "monitoring",
          "repository",
          "edit",
          "review",
          "reference");

  @Test
  void theImportIsNotEmpty() {
    assertThat(HOUSE.size()).isGreaterThan(150);
  }

  @Test
  void aFloorUsesOnlyTheFloorsBelowIt() {
    for (int i = 0; i < FLOORS.size(); i++) {
      List<String> above = new ArrayList<>(FLOORS.subList(i + 1, FLOORS.size()));
      above.addAll(ROOMS);
      above.addAll(List.of("agent", "store", "front", "eval"));
      noClasses()
          .that()
          .resideInAPackage(in(FLOORS.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above.stream().map(ArchitectureTest::in).toArray(String[]::new))
          .because("the kernel is understood from the ground up")
          .check(HOUSE);
    }
  }

  @Test
  void noRoomUsesAnother() {
    for (String room : ROOMS) {
      String[] others =
          ROOMS.stream()
              .filter(r -> !r.equals(room))
              .map(ArchitectureTest::in)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(in(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(in("agent"), in("front"), in("store"))
          .allowEmptyShould(true)
          .because("rooms share through the profile and the kernel alone")
          .check(HOUSE);
    }
  }

  @Test
  void frontsUseNeitherRoomsNorEachOther() {
    noClasses()
        .that()
        .resideInAPackage(in("front"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOMS.stream().map(ArchitectureTest::in).toArray(String[]::new))
        .because("fronts translate, they never decide")
        .check(HOUSE);
    slices().matching(ROOT + ".front.(*)..").should().notDependOnEachOther().check(HOUSE);
  }

  @Test
  void onlyTheRootKnowsAllRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .because("Architect composes the house, and nothing reaches back for it")
        .check(HOUSE);
  }

  @Test
  void librariesStayBehindTheirFences() {
    fence("dev.langchain4j..", "agent", "only the agent speaks to models");
    fence("io.javalin..", "front.http", "only one front speaks HTTP");
    fence("io.modelcontextprotocol..", "front.mcp", "only one front speaks MCP");
    fence("picocli..", "front.cli", "only one front parses the command line");
    fence("org.jsoup..", "reference", "only fetched pages are HTML");
    fence("org.snakeyaml..", "syntax.node", "YAML is read in one place");
    fence("org.treesitter..", "syntax.code", "code is parsed in one place");
    fence(
        "org.apache.commons.compress.archivers.tar..", "scratch", "they are unpacked in one place");
    fence("org.apache.commons.compress.compressors..", "scratch", "they are unpacked in one place");
    fence(
        "org.apache.commons.compress.archivers.zip..",
        "delivery",
        "bundles are packed in one place");
    fence("com.samskivert..", "content", "templates are filled in one place");
    fence("com.nimbusds..", "front.http", "only the front that asks for tokens reads them");
    fence("com.zaxxer..", "store", "one store has connections to keep");
  }

  @Test
  void databasesAreSpokenToInThreePlaces() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("store"), in("scratch"), in("database"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .because("the store keeps, the scratch server tries, the database room asks")
        .check(HOUSE);
  }

  private static void fence(String library, String home, String because) {
    noClasses()
        .that()
        .resideOutsideOfPackage(in(home))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(because)
        .check(HOUSE);
  }

  @Test
  void twoClassesStartProcesses() {
    noClasses()
        .that()
        .doNotHaveSimpleName("OutsideTool")
        .and()
        .doNotHaveSimpleName("Programs")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .because("a program is run by its path, without a shell, in an empty folder")
        .check(HOUSE);
  }

  @Test
  void nothingIsNamedAfterNothing() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .because("a name says what a thing is")
        .check(HOUSE);
  }

  private static String in(String room) {
    return ROOT + "." + room + "..";
  }
}
