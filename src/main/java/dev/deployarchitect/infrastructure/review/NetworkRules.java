package dev.deployarchitect.infrastructure.review;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.resource.Value;
import dev.deployarchitect.infrastructure.resource.Value.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on who may reach what, and how. */
final class NetworkRules {
  private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");
  private static final Set<String> WEB = Set.of("80", "443");

  private NetworkRules() {}

  static List<Rule<Stack>> all() {
    return List.of(
        Rule.of(
            "infrastructure/open-security-group",
            Severity.CRITICAL,
            "CKV_AWS_24 CKV_AWS_25 CKV_AWS_260 CKV_GCP_2 CKV_GCP_3",
            NetworkRules::openGroup),
        Rule.of(
            "infrastructure/plaintext-listener",
            Severity.HIGH,
            "CKV_AWS_2 CKV_AWS_34 CKV_AWS_174",
            NetworkRules::plaintext),
        Rule.of(
            "infrastructure/instance-metadata-v1",
            Severity.MEDIUM,
            "CKV_AWS_79",
            (stack, report) ->
                stack
                    .of("aws_instance", "aws_launch_template")
                    .filter(r -> !r.is("required", "metadata_options", "http_tokens"))
                    .filter(r -> !computed(r.field("metadata_options", "http_tokens")))
                    .forEach(r ->
                        report.at(
                            r.place("metadata_options", "http_tokens"),
                            "a request forged through the application can read this machine's"
                                + " role credentials"))));
  }

  private static boolean computed(Optional<Field> field) {
    return field.filter(f -> f.value() instanceof Value.Computed).isPresent();
  }

  private static void openGroup(Stack stack, Rule.Reporter report) {
    Stream.of(
            stack
                .of("aws_security_group")
                .flatMap(r -> r.properties().at("ingress"))
                .flatMap(NetworkRules::each),
            stack
                .of("aws_security_group_rule")
                .filter(r -> r.is("ingress", "type"))
                .map(r -> r.properties()),
            stack.of("aws_vpc_security_group_ingress_rule").map(r -> r.properties()))
        .flatMap(s -> s)
        .forEach(rule -> open(rule, report));
    stack
        .of("google_compute_firewall")
        .filter(r -> r.has("allow") && !r.is("EGRESS", "direction"))
        .forEach(r ->
            r.properties()
                .at("source_ranges")
                .filter(f -> f.value().texts().anyMatch(t -> WORLD.contains(t.text())))
                .forEach(f -> {
                  List<String> ports =
                      r.properties()
                          .at("allow", "ports")
                          .flatMap(p -> p.value().texts())
                          .map(Value.Text::text)
                          .toList();
                  if (!ports.isEmpty() ? !WEB.containsAll(ports) : allows(r.properties())) {
                    report.at(
                        f.span(),
                        "the whole internet may reach port"
                            + (ports.isEmpty()
                                ? "s of every kind"
                                : " " + String.join(", ", ports)));
                  }
                }));
  }

  /** Without ports a protocol is open whole; icmp has none. */
  private static boolean allows(Value firewall) {
    return firewall
        .at("allow", "protocol")
        .anyMatch(f -> !f.is("icmp") && f.value().literal().isPresent());
  }

  private static Stream<Value> each(Field field) {
    return field.value() instanceof Value.Items items
        ? items.items().stream()
        : Stream.of(field.value());
  }

  private static void open(Value rule, Rule.Reporter report) {
    Optional<Field> world =
        Stream.of("cidr_blocks", "cidr_ipv4", "cidr_ipv6", "ipv6_cidr_blocks")
            .flatMap(name -> rule.at(name))
            .filter(f -> f.value().texts().anyMatch(t -> WORLD.contains(t.text())))
            .findFirst();
    String from = text(rule, "from_port");
    String to = text(rule, "to_port").isEmpty() ? from : text(rule, "to_port");
    boolean web = WEB.contains(from) && to.equals(from);
    boolean known =
        !from.isEmpty()
            || rule.at("ip_protocol").findAny().isPresent()
            || rule.at("protocol").anyMatch(f -> f.is("-1"));
    if (world.isPresent() && !web && known) {
      report.at(
          world.get().span(),
          "the whole internet may reach port%s"
              .formatted(
                  from.isEmpty() || from.equals("0")
                      ? "s of every kind"
                      : from.equals(to) ? " " + from : "s " + from + " to " + to));
    }
  }

  private static String text(Value value, String name) {
    return value.at(name).flatMap(f -> f.value().literal().stream()).findFirst().orElse("");
  }

  private static void plaintext(Stack stack, Rule.Reporter report) {
    stack
        .of("aws_lb_listener")
        .filter(r -> r.is("HTTP", "protocol"))
        .filter(r -> !r.is("redirect", "default_action", "type"))
        .filter(r -> !computed(r.field("default_action", "type")))
        .forEach(r ->
            report.at(
                r.place("protocol"), "what is sent here, sessions too, can be read on the way"));
    for (String behavior : List.of("default_cache_behavior", "ordered_cache_behavior")) {
      ResourceRules.flag(
          stack,
          report,
          "aws_cloudfront_distribution",
          "allow-all",
          "what is sent here, sessions too, can be read on the way",
          behavior,
          "viewer_protocol_policy");
    }
    stack
        .of("aws_cloudfront_distribution")
        .flatMap(r -> r.properties().at("viewer_certificate", "minimum_protocol_version"))
        .filter(f ->
            f.value()
                .literal()
                .filter(v -> v.matches("SSLv3|TLSv1|TLSv1_2016|TLSv1\\.1_2016"))
                .isPresent())
        .forEach(f -> report.at(f.span(), "versions of TLS with known weaknesses are accepted"));
  }
}
