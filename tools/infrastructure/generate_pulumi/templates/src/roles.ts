import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface RolesArgs {
  tags: Record<string, string>;
  secretArns: Record<string, pulumi.Input<string>>;
}

/** What ECS does for a task, and what the application itself may do. */
export class TaskRoles extends pulumi.ComponentResource {
  /** Pulls, logs, and reads these secrets. */
  readonly execution: aws.iam.Role;
  /** Nothing, until the application needs something. */
  readonly task: aws.iam.Role;

  constructor(name: string, args: RolesArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:TaskRoles", name, {}, options);
    const parent = { parent: this };
    const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" });
    this.execution = new aws.iam.Role("execution", { name: `${name}-execution`, assumeRolePolicy, tags: args.tags }, parent);
    this.task = new aws.iam.Role("task", { name: `${name}-task`, assumeRolePolicy, tags: args.tags }, parent);
    new aws.iam.RolePolicyAttachment(
      "execution",
      {
        role: this.execution.name,
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      },
      parent,
    );
    new aws.iam.RolePolicy(
      "read-secrets",
      {
        role: this.execution.id,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "secretsmanager:GetSecretValue",
              Resource: Object.values(args.secretArns),
            },
          ],
        }),
      },
      parent,
    );
    this.registerOutputs({});
  }
}
