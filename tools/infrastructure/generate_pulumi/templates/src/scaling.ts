import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface ScalingArgs {
  tags: Record<string, string>;
  minTasks: number;
  maxTasks: number;
  cluster: aws.ecs.Cluster;
  service: aws.ecs.Service;
  balancer: aws.lb.LoadBalancer;
  targets: aws.lb.TargetGroup;
}

/** Scales the service: by CPU and requests, and in a step on bursts. */
export function scale(name: string, args: ScalingArgs, options: pulumi.CustomResourceOptions): void {
  const target = new aws.appautoscaling.Target(
    "app",
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${args.cluster.name}/${args.service.name}`,
      minCapacity: args.minTasks,
      maxCapacity: args.maxTasks,
      tags: args.tags,
    },
    options,
  );
  const on = {
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
  };

  // Follows the load: more tasks when one of the two passes its target, fewer when both are below.
  new aws.appautoscaling.Policy(
    "cpu",
    {
      ...on,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 60,
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      },
    },
    options,
  );
  new aws.appautoscaling.Policy(
    "requests",
    {
      ...on,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 1000, // requests a minute and task; measure yours and set it
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: pulumi.interpolate`${args.balancer.arnSuffix}/${args.targets.arnSuffix}`,
        },
      },
    },
    options,
  );

  // A burst does not wait for the average: half as many tasks again as soon as CPU is nearly used up.
  const burst = new aws.appautoscaling.Policy(
    "burst",
    {
      ...on,
      policyType: "StepScaling",
      stepScalingPolicyConfiguration: {
        adjustmentType: "PercentChangeInCapacity",
        cooldown: 60,
        minAdjustmentMagnitude: 1,
        metricAggregationType: "Maximum",
        stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 50 }],
      },
    },
    options,
  );
  new aws.cloudwatch.MetricAlarm(
    "burst",
    {
      name: `${name}-burst`,
      alarmDescription: "CPU of a task passed 85 %; tasks are being added.",
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 1,
      threshold: 85,
      comparisonOperator: "GreaterThanThreshold",
      alarmActions: [burst.arn],
      dimensions: { ClusterName: args.cluster.name, ServiceName: args.service.name },
      tags: args.tags,
    },
    options,
  );
}
