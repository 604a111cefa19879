import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BalancerGroups } from "./groups";
import { TaskRoles } from "./roles";
import { scale } from "./scaling";

interface ServiceArgs {
  tags: Record<string, string>;
  production: boolean;
  domain: string;
  zoneId: string;
  image: string;
  port: number;
  healthPath: string;
  taskCpu: number;
  taskMemory: number;
  minTasks: number;
  maxTasks: number;
  streamIdleSeconds: number;
  drainSeconds: number;
  vpcId: pulumi.Input<string>;
  subnetIds: pulumi.Input<string>[];
  secretArns: Record<string, pulumi.Input<string>>;
}

/** An internal load balancer, the container service, its roles and its scaling. */
export class Service extends pulumi.ComponentResource {
  readonly taskGroupId: pulumi.Output<string>;
  readonly balancerArn: pulumi.Output<string>;
  readonly balancerHost: pulumi.Output<string>;
  readonly balancerName: pulumi.Output<string>;
  readonly targetsName: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly serviceArn: pulumi.Output<string>;
  readonly roleArns: pulumi.Output<string>[];

  constructor(name: string, args: ServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:Service", name, {}, options);
    const parent = { parent: this };
    const groups = new BalancerGroups(name, args, parent);

    const certificate = new aws.acm.Certificate(
      "balancer",
      { domainName: args.domain, validationMethod: "DNS", tags: args.tags },
      parent,
    );
    const proof = certificate.domainValidationOptions[0];
    const record = new aws.route53.Record(
      "balancer-proof",
      {
        zoneId: args.zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 60,
        // The certificate of the CDN is proven by the same record.
        allowOverwrite: true,
      },
      parent,
    );
    const proven = new aws.acm.CertificateValidation(
      "balancer",
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      parent,
    );

    const balancer = new aws.lb.LoadBalancer(
      "main",
      {
        name,
        loadBalancerType: "application",
        internal: true,
        securityGroups: [groups.balancer.id],
        subnets: args.subnetIds,
        // Streams are silent between events: heartbeats must come more often than this many seconds.
        idleTimeout: args.streamIdleSeconds,
        dropInvalidHeaderFields: true,
        enableDeletionProtection: args.production,
        tags: args.tags,
      },
      parent,
    );
    const targets = new aws.lb.TargetGroup(
      "app",
      {
        port: args.port,
        protocol: "HTTP",
        targetType: "ip",
        vpcId: args.vpcId,
        // Open streams get this long to end; clients reconnect with Last-Event-ID.
        deregistrationDelay: args.drainSeconds,
        healthCheck: {
          path: args.healthPath,
          matcher: "200",
          interval: 15,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
        tags: args.tags,
      },
      parent,
    );
    const listener = new aws.lb.Listener(
      "https",
      {
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        certificateArn: proven.certificateArn,
        defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
        tags: args.tags,
      },
      parent,
    );

    const cluster = new aws.ecs.Cluster(
      "main",
      { name, settings: [{ name: "containerInsights", value: "enabled" }], tags: args.tags },
      parent,
    );
    const logs = new aws.cloudwatch.LogGroup(
      "app",
      { name: `/ecs/${name}`, retentionInDays: 30, tags: args.tags },
      parent,
    );
    const roles = new TaskRoles(name, args, parent);
    const task = new aws.ecs.TaskDefinition(
      "app",
      {
        family: name,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: String(args.taskCpu),
        memory: String(args.taskMemory),
        executionRoleArn: roles.execution.arn,
        taskRoleArn: roles.task.arn,
        containerDefinitions: pulumi.jsonStringify([
          {
            name: "app",
            image: args.image,
            essential: true,
            stopTimeout: args.drainSeconds,
            portMappings: [{ containerPort: args.port }],
            environment: [{ name: "PORT", value: String(args.port) }],
            secrets: Object.entries(args.secretArns).map(([variable, arn]) => ({ name: variable, valueFrom: arn })),
            logConfiguration: {
              logDriver: "awslogs",
              options: {
                "awslogs-group": logs.name,
                "awslogs-region": aws.getRegionOutput().region,
                "awslogs-stream-prefix": "app",
              },
            },
          },
        ]),
        tags: args.tags,
      },
      parent,
    );
    const service = new aws.ecs.Service(
      "app",
      {
        name: "app",
        cluster: cluster.arn,
        taskDefinition: task.arn,
        desiredCount: args.minTasks,
        launchType: "FARGATE",
        // New tasks serve before old ones stop; a version that does not become healthy is taken back.
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        healthCheckGracePeriodSeconds: 60,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        networkConfiguration: { subnets: args.subnetIds, securityGroups: [groups.tasks.id], assignPublicIp: false },
        loadBalancers: [{ targetGroupArn: targets.arn, containerName: "app", containerPort: args.port }],
        tags: args.tags,
      },
      // The pipeline rolls out images, and autoscaling counts tasks; Pulumi leaves both alone.
      { parent: this, dependsOn: [listener], ignoreChanges: ["desiredCount", "taskDefinition"] },
    );
    scale(name, { ...args, cluster, service, balancer, targets }, parent);

    this.taskGroupId = groups.tasks.id;
    this.balancerArn = balancer.arn;
    this.balancerHost = balancer.dnsName;
    this.balancerName = balancer.arnSuffix;
    this.targetsName = targets.arnSuffix;
    this.clusterName = cluster.name;
    this.serviceArn = service.id;
    this.roleArns = [roles.execution.arn, roles.task.arn];
    this.registerOutputs({ clusterName: this.clusterName });
  }
}
