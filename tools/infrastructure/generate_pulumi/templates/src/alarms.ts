import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface AlarmsArgs {
  tags: Record<string, string>;
  alertEmail: string;
  budgetUsd: number;
  maxTasks: number;
  connectionsPerTask: number;
  databaseStorage: number;
  balancerName: pulumi.Input<string>;
  targetsName: pulumi.Input<string>;
  clusterName: pulumi.Input<string>;
  databaseId: pulumi.Input<string>;
}

/** Alarms on errors, latency, unhealthy tasks, connections and storage, a dashboard, and a monthly budget. */
export class Alarms extends pulumi.ComponentResource {
  constructor(name: string, args: AlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:Alarms", name, {}, options);
    const parent = { parent: this };
    const topic = new aws.sns.Topic("alarms", { name: `${name}-alarms`, tags: args.tags }, parent);
    new aws.sns.TopicSubscription(
      "mail",
      { topic: topic.arn, protocol: "email", endpoint: args.alertEmail },
      parent,
    );

    const balancer = { LoadBalancer: args.balancerName };
    const database = { DBInstanceIdentifier: args.databaseId };
    const alarm = (key: string, alarmArgs: Omit<aws.cloudwatch.MetricAlarmArgs, "name" | "alarmActions" | "tags">) =>
      new aws.cloudwatch.MetricAlarm(
        key,
        { ...alarmArgs, name: `${name}-${key}`, alarmActions: [topic.arn], okActions: [topic.arn], tags: args.tags },
        parent,
      );
    alarm("5xx", {
      alarmDescription: "More than 10 responses of status 5xx from the tasks in each of 3 minutes.",
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 3,
      threshold: 10,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      dimensions: balancer,
    });
    alarm("unhealthy", {
      alarmDescription: "A task has failed its health check for 3 minutes.",
      namespace: "AWS/ApplicationELB",
      metricName: "UnHealthyHostCount",
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 3,
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      dimensions: { ...balancer, TargetGroup: args.targetsName },
    });
    alarm("latency", {
      alarmDescription: "5 of 100 responses took longer than 1 s for 5 minutes; streams count as long responses.",
      namespace: "AWS/ApplicationELB",
      metricName: "TargetResponseTime",
      extendedStatistic: "p95",
      period: 60,
      evaluationPeriods: 5,
      threshold: 1,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      dimensions: balancer,
    });
    alarm("connections", {
      alarmDescription: "Connections pass 80 % of what the tasks may open during a rollout.",
      namespace: "AWS/RDS",
      metricName: "DatabaseConnections",
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 5,
      // During a rollout old and new tasks hold connections at once.
      threshold: Math.floor(args.maxTasks * 2 * args.connectionsPerTask * 0.8),
      comparisonOperator: "GreaterThanThreshold",
      dimensions: database,
    });
    alarm("storage", {
      alarmDescription: "Less than a tenth of the database's storage is free.",
      namespace: "AWS/RDS",
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      period: 300,
      evaluationPeriods: 2,
      threshold: Math.max(2, Math.floor(args.databaseStorage / 10)) * 1024 ** 3,
      comparisonOperator: "LessThanThreshold",
      dimensions: database,
    });

    const widget = (x: number, y: number, title: string, stat: string, metric: pulumi.Input<string>[]) => ({
      type: "metric",
      x,
      y,
      width: 12,
      height: 6,
      properties: { title, region: aws.getRegionOutput().region, stat, period: 60, metrics: [metric] },
    });
    new aws.cloudwatch.Dashboard(
      "main",
      {
        dashboardName: name,
        dashboardBody: pulumi.jsonStringify({
          widgets: [
            widget(0, 0, "Requests a minute", "Sum", [
              "AWS/ApplicationELB",
              "RequestCount",
              "LoadBalancer",
              args.balancerName,
            ]),
            widget(12, 0, "Response time, 95th percentile", "p95", [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              args.balancerName,
            ]),
            widget(0, 6, "CPU of the tasks", "Average", [
              "AWS/ECS",
              "CPUUtilization",
              "ClusterName",
              args.clusterName,
              "ServiceName",
              "app",
            ]),
            widget(12, 6, "Database connections", "Maximum", [
              "AWS/RDS",
              "DatabaseConnections",
              "DBInstanceIdentifier",
              args.databaseId,
            ]),
          ],
        }),
      },
      parent,
    );

    const mail = (notificationType: string, threshold: number) => ({
      comparisonOperator: "GREATER_THAN",
      threshold,
      thresholdType: "PERCENTAGE",
      notificationType,
      subscriberEmailAddresses: [args.alertEmail],
    });
    new aws.budgets.Budget(
      "monthly",
      {
        name,
        budgetType: "COST",
        limitAmount: String(args.budgetUsd),
        limitUnit: "USD",
        timeUnit: "MONTHLY",
        notifications: [mail("ACTUAL", 80), mail("FORECASTED", 100)],
        tags: args.tags,
      },
      parent,
    );
    this.registerOutputs({});
  }
}
