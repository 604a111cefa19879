package dev.deployarchitect.front.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.Given;
import dev.deployarchitect.servers.PackedProgram;
import dev.deployarchitect.servers.ScratchProcesses;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our program as a process of its own, as its clients and a terminal start and end it. */
@Timeout(240)
@SuppressWarnings("deprecation") // Revision 2026-07-28 drops roots; those served here have them.
class ProcessTest {
  private static final String SLOW = "{\"execute\":true,\"rows\":1000000}";

  @TempDir static Path folder;
  private static PackedProgram program;

  @BeforeAll
  static void pack() throws Exception {
    program = PackedProgram.in(folder);
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(program.words());
    command.add("dev.deployarchitect.Main");
    command.addAll(Arrays.asList(words));
    return command;
  }

  private static Process start(String... words) throws IOException {
    return new ProcessBuilder(command(words))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Path repository(String name) throws IOException {
    Path repository = Files.createDirectories(folder.resolve(name)).toRealPath();
    Files.writeString(repository.resolve("Dockerfile"), "FROM " + name + ":1\n");
    return repository;
  }

  private static McpSchema.Root root(Path path) {
    return McpSchema.Root.builder(path.toUri().toString())
        .name(path.getFileName().toString())
        .build();
  }

  private static String dockerfile(McpSyncClient client) {
    return client
        .callTool(
            McpSchema.CallToolRequest.builder("read_files")
                .arguments(Map.of("files", java.util.List.of("Dockerfile")))
                .build())
        .content()
        .toString();
  }

  @Test
  void theSdksClientIsAnsweredAboutItsRoots() throws Exception {
    Path shop = repository("shop");
    Path site = repository("site");
    List<String> command = command("mcp");
    StdioClientTransport transport =
        new StdioClientTransport(
            ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .build(),
            new JacksonMcpJsonMapper(new ObjectMapper()));
    try (McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(60))
            .capabilities(McpSchema.ClientCapabilities.builder().roots(true).build())
            .roots(root(shop))
            .build()) {
      client.initialize();
      assertThat(client.listTools().tools()).hasSizeGreaterThan(20);
      assertThat(dockerfile(client))
          .contains("Repository: shop (" + shop + ")")
          .contains("FROM shop:1");
      client.removeRoot(root(shop).uri());
      client.addRoot(root(site));
      assertThat(dockerfile(client)).contains("FROM site:1");
    }
  }

  private static void put(Process process, String line) throws IOException {
    OutputStream out = process.getOutputStream();
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Process mcp() throws IOException {
    Process process = start("mcp", "--workspace", Given.SAMPLE.toString());
    put(
        process,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
    return process;
  }

  private static void ends(Process process) throws InterruptedException {
    // Within a second where nothing else runs; the margin is for a busy CI.
    assertThat(process.waitFor(8, TimeUnit.SECONDS)).as("it ended").isTrue();
  }

  @Test
  void theEndOfTheInputEndsTheProcessAfterBadLinesToo() throws Exception {
    Process process = mcp();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).contains("protocolVersion");
      put(process, "");
      put(process, "{nope");
      put(process, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
      assertThat(lines.readLine()).contains("-32700");
      assertThat(lines.readLine()).contains("\"id\":2");
      process.getOutputStream().close();
      ends(process);
      assertThat(process.exitValue()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "TERM"})
  void inTheMiddleOfACallNothingIsLeft(String how) throws Exception {
    Process process = mcp();
    put(
        process,
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"review_migrations\",\"arguments\":%s}}"
            .formatted(SLOW));
    stoppedWhileLoading(process, how);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsTheCommandLineWithAllItStarted(String signal) throws Exception {
    assumeThat(signal.equals("INT") && ignoresInterrupts())
        .as("SIGINT is ignored here and by what is started here, as in a shell's background job")
        .isFalse();
    stoppedWhileLoading(
        start("tool", "review_migrations", SLOW, "--workspace", Given.SAMPLE.toString()), signal);
  }

  /** By the mask of ignored signals, where Linux shows it; a new process inherits it. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private static void stoppedWhileLoading(Process process, String how) throws Exception {
    ScratchProcesses.awaitLoading(process.toHandle());
    List<ProcessHandle> started = ScratchProcesses.all(process.toHandle());
    assertThat(started).isNotEmpty();
    if (how.equals("end")) {
      process.getOutputStream().close();
    } else {
      // A shell's own: the program comes with a package that not every machine has.
      new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(how, process.pid())).start().waitFor();
    }
    ends(process);
    ScratchProcesses.awaitEnd(started);
  }
}
