package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Vercel with Neon, and DNS at Cloudflare. */
record VercelStack(ServerlessDatabase database, Map<String, String> rewrites) implements Blueprint {

  @Override
  public List<Artifact> files(Order order) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", order.names().application());
    values.put("webhooks", RoutePath.quoted(order.profile(), Topic.WEBHOOK_ROUTE));
    values.put("streams", RoutePath.quoted(order.profile(), Topic.SSE_ROUTE));
    values.putAll(database.sections());
    StackFiles files =
        StackFiles.terraform(order.content(), "vercel", values)
            .add("versions.tf", "providers, their versions, and the locked remote state")
            .add("variables.tf", "every value an environment may choose, typed and checked")
            .add("main.tf", "project, domain and DNS")
            .add(database.file(), "PostgreSQL at " + database.label() + ", pooled and direct")
            .add("firewall.tf", "limits per address, past which webhooks and streams go")
            .add("outputs.tf", "what the pipeline needs to know")
            .add("tests/stack.tftest.hcl", "what must hold, in Terraform's own tests")
            .readme();
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      Map<String, Object> more = new HashMap<>(values);
      more.put("environment", size.environment());
      more.put(
          "host", size.standby() ? order.names().domain() : "staging." + order.names().domain());
      more.put("computeMin", 0.25);
      more.put("computeMax", size.standby() ? 2 : 0.5);
      more.put("instanceSize", size.standby() ? "small" : "micro");
      more.put("historyHours", size.standby() ? 168 : 24);
      files.environment(size.environment(), more);
    }
    List<Artifact> all = new ArrayList<>(files.files());
    all.add(VercelSettings.of(order.workspace(), order.profile(), rewrites));
    return List.copyOf(all);
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    return VercelAdvice.of(order, files, database);
  }
}
