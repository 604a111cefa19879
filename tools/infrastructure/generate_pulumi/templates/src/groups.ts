import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface GroupsArgs {
  tags: Record<string, string>;
  port: number;
  vpcId: pulumi.Input<string>;
}

/** Who may talk to the load balancer and to the tasks. */
export class BalancerGroups extends pulumi.ComponentResource {
  readonly balancer: aws.ec2.SecurityGroup;
  readonly tasks: aws.ec2.SecurityGroup;

  constructor(name: string, args: GroupsArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:BalancerGroups", name, {}, options);
    const parent = { parent: this };
    this.balancer = new aws.ec2.SecurityGroup(
      "balancer",
      { description: "Load balancer", vpcId: args.vpcId, tags: args.tags },
      parent,
    );
    this.tasks = new aws.ec2.SecurityGroup(
      "tasks",
      { description: "Application", vpcId: args.vpcId, tags: args.tags },
      parent,
    );

    // CloudFront reaches the load balancer inside the network; nothing else does, so nothing gets around the firewall.
    const cloudfront = aws.ec2.getManagedPrefixListOutput({ name: "com.amazonaws.global.cloudfront.origin-facing" });
    new aws.vpc.SecurityGroupIngressRule(
      "balancer-https",
      {
        securityGroupId: this.balancer.id,
        description: "HTTPS from CloudFront",
        prefixListId: cloudfront.id,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      parent,
    );
    new aws.vpc.SecurityGroupEgressRule(
      "balancer-tasks",
      {
        securityGroupId: this.balancer.id,
        description: "To the tasks",
        referencedSecurityGroupId: this.tasks.id,
        ipProtocol: "tcp",
        fromPort: args.port,
        toPort: args.port,
      },
      parent,
    );
    new aws.vpc.SecurityGroupIngressRule(
      "tasks",
      {
        securityGroupId: this.tasks.id,
        description: "From the load balancer",
        referencedSecurityGroupId: this.balancer.id,
        ipProtocol: "tcp",
        fromPort: args.port,
        toPort: args.port,
      },
      parent,
    );
    new aws.vpc.SecurityGroupEgressRule(
      "tasks",
      {
        securityGroupId: this.tasks.id,
        description: "Outside APIs, the registry and the database",
        cidrIpv4: "0.0.0.0/0",
        ipProtocol: "-1",
      },
      parent,
    );
    this.registerOutputs({});
  }
}
