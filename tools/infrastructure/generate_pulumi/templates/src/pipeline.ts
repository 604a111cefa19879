import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface PipelineArgs {
  tags: Record<string, string>;
  repository: string;
  serviceArn: pulumi.Input<string>;
  roleArns: pulumi.Input<string>[];
}

/** The role that the release pipeline takes by OIDC; GitHub's provider is made once for an account, by a person. */
export class Pipeline extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: PipelineArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:Pipeline", name, {}, options);
    const issuer = "token.actions.githubusercontent.com";
    const provider = aws.iam.getOpenIdConnectProviderOutput({ url: `https://${issuer}` });
    const role = new aws.iam.Role(
      "deploy",
      {
        name: `${name}-deploy`,
        assumeRolePolicy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Federated: provider.arn },
              Action: "sts:AssumeRoleWithWebIdentity",
              Condition: {
                StringEquals: {
                  [`${issuer}:aud`]: "sts.amazonaws.com",
                  // Only jobs of this repository that passed the rules of this environment.
                  [`${issuer}:sub`]: `repo:${args.repository}:environment:${pulumi.getStack()}`,
                },
              },
            },
          ],
        }),
        tags: args.tags,
      },
      { parent: this },
    );
    // What a release does, and nothing else: it registers a task definition and points the service at it.
    new aws.iam.RolePolicy(
      "deploy",
      {
        role: role.id,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition"],
              Resource: "*", // these two know no resources
            },
            { Effect: "Allow", Action: ["ecs:UpdateService", "ecs:DescribeServices"], Resource: args.serviceArn },
            {
              Effect: "Allow",
              Action: "iam:PassRole",
              Resource: args.roleArns,
              Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
            },
          ],
        }),
      },
      { parent: this },
    );
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
