package dev.deployarchitect.agent.offline;

import java.util.List;
import java.util.regex.Pattern;

/** What a question can be about: the spec's five areas, a review of all, and the project itself. */
enum Area {
  BUILD(
      "builds and images",
      "\\b(re)?builds?\\b|\\bbuilding\\b|docker(file|ize|ise|ignore)?|\\bimages?\\b|container(ize|ise|s)?\\b|"
          + "\\blayers?\\b|\\bcach(e|es|ed|ing)\\b|turbo(repo)?\\b|\\bnx\\b|standalone|node_modules|"
          + "\\bcompil|base image|multi-?stage"),
  DATABASE(
      "database changes",
      "migrat(e|es|ion|ions|ing)\\b|\\bschema\\b|\\bdatabases?\\b|\\bpostgres(ql)?\\b|\\bsql\\b|\\bcolumns?\\b|"
          + "\\btables?\\b|\\bindex(es)?\\b|backfill|\\brenam(e|ing)\\b|\\benums?\\b|foreign key|not null|"
          + "\\block(s|ed|ing)?\\b|expand.?contract|\\brows?\\b|zero.?downtime"),
  PIPELINE(
      "pipelines and releases",
      "\\bci\\b|\\bcd\\b|ci/cd|pipelines?\\b|workflows?\\b|github actions?|\\bdeploy(s|ed|ing|ment|ments)?\\b|"
          + "\\breleas(e|es|ing)\\b|\\bpreviews?\\b|automated|roll ?outs?\\b|\\bship(ping)?\\b|pull requests?|"
          + "\\bsast\\b|dependency scan|\\bunpinned\\b|actions? pinned"),
  INFRASTRUCTURE(
      "infrastructure as code",
      "terraform|cloudformation|pulumi|infrastructure|\\biac\\b|\\baws\\b|cloud ?run|\\bgcp\\b|google cloud|\\bazure\\b|\\bcdn\\b|"
          + "cloudfront|cloudflare|fastly|auto-?scal|\\bscal(e|es|ing|able)\\b|vault\\b|secrets? manage|\\bwaf\\b|"
          + "ddos|rate.?limit|\\bvpc\\b|load balancer|\\becs\\b|fargate|kubernetes|\\bstaging\\b|"
          + "hosting bill|\\bcloud\\b"),
  MONITORING(
      "monitoring",
      "monitor|alert(s|ing)?\\b|\\bsentry\\b|\\bapm\\b|datadog|new relic|observab|uptime|\\bslos?\\b|\\bslis?\\b|"
          + "metrics?\\b|dashboards?\\b|slow quer|error track|error budget|\\blogs?\\b|logging|tracing|on.?call|"
          + "prometheus|grafana|status page|\\bpaged?\\b|latency"),
  REVIEW(
      "a review of the whole repository",
      "\\breview\\b|\\baudit\\b|production.?ready|ready for production|ready to (ship|launch|go)|go live|"
          + "what('s| is) wrong|should we (fix|do) first|fix first|worst|biggest (risk|problem)s?|\\brisks?\\b|"
          + "\\bproblems\\b|\\bassess|best practices|health check of|find(ings)?\\b|security (holes?|issues?)"),
  PROJECT(
      "the project",
      "what (is|does) this (project|repo|repository|app)|which (framework|database|orm|stack)|"
          + "(our|the|my) stack|tech stack|what (do|are) we us|describe (the|this|our)|"
          + "env(ironment)? variables?|\\binspect\\b");

  private final String label;
  private final Pattern words;

  Area(String label, String words) {
    this.label = label;
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  String label() {
    return label;
  }

  boolean in(String question) {
    return words.matcher(question).find();
  }

  /** The spec's five. */
  static List<Area> five() {
    return List.of(BUILD, DATABASE, PIPELINE, INFRASTRUCTURE, MONITORING);
  }
}
