import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface FirewallArgs {
  tags: Record<string, string>;
  rateLimit: number;
  apiRateLimit: number;
  webhookPaths: string[];
  streamPaths: string[];
}

type Rule = aws.types.input.wafv2.WebAclRule;

function seen(metricName: string) {
  return { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}

function below(path: string) {
  return {
    byteMatchStatement: {
      searchString: path,
      positionalConstraint: "STARTS_WITH",
      fieldToMatch: { uriPath: {} },
      textTransformations: [{ priority: 0, type: "NORMALIZE_PATH" }],
    },
  };
}

function passes(kind: string, first: number, paths: string[]): Rule[] {
  return paths.map((path, number) => ({
    name: `${kind}-${number}`,
    priority: first + number,
    action: { allow: {} },
    statement: below(path),
    visibilityConfig: seen(`${kind}-${number}`),
  }));
}

/**
 * Known bad inputs, a limit per address for all paths and one for the API. Webhooks pass before a limit counts, as they
 * come in bursts and are signed; streams before that of the API, since each reconnect is a request.
 */
export function firewall(
  name: string,
  args: FirewallArgs,
  options: pulumi.CustomResourceOptions,
): aws.wafv2.WebAcl {
  const acl = new aws.wafv2.WebAcl(
    "main",
    {
      name,
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: seen(name),
      rules: [
        {
          name: "known-bad-inputs",
          priority: 0,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" },
          },
          visibilityConfig: seen("known-bad-inputs"),
        },
        ...passes("webhook", 10, args.webhookPaths),
        {
          name: "rate-limit",
          priority: 50,
          action: { block: {} },
          statement: { rateBasedStatement: { limit: args.rateLimit, aggregateKeyType: "IP" } },
          visibilityConfig: seen("rate-limit"),
        },
        ...passes("stream", 60, args.streamPaths),
        {
          name: "api-rate-limit",
          priority: 100,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              limit: args.apiRateLimit,
              aggregateKeyType: "IP",
              scopeDownStatement: below("/api/"),
            },
          },
          visibilityConfig: seen("api-rate-limit"),
        },
      ],
      tags: args.tags,
    },
    options,
  );

  // What was refused, for a month: without it nobody can tell an attack from a limit that is too low. Allowed requests
  // are not kept, and what identifies a session is left out.
  const refused = new aws.cloudwatch.LogGroup(
    "refused",
    { name: `aws-waf-logs-${name}`, retentionInDays: 30, tags: args.tags },
    options,
  );
  new aws.wafv2.WebAclLoggingConfiguration(
    "refused",
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [refused.arn],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          { behavior: "KEEP", requirement: "MEETS_ANY", conditions: [{ actionCondition: { action: "BLOCK" } }] },
        ],
      },
      redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
    },
    options,
  );
  return acl;
}
