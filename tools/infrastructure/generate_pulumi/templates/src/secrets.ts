import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface SecretsArgs {
  tags: Record<string, string>;
  secretNames: string[];
}

/** Empty secrets; their values are put there by hand or by a rotation, so no state holds them. */
export class Secrets extends pulumi.ComponentResource {
  readonly arns: Record<string, pulumi.Output<string>> = {};

  constructor(name: string, args: SecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:Secrets", name, {}, options);
    for (const variable of args.secretNames) {
      const secret = new aws.secretsmanager.Secret(
        variable,
        {
          name: `${name}/${variable}`,
          description: `Given to the tasks as ${variable}`,
          // A removed one can be restored so long: aws secretsmanager restore-secret.
          recoveryWindowInDays: 7,
          tags: args.tags,
        },
        { parent: this },
      );
      this.arns[variable] = secret.arn;
    }
    this.registerOutputs({});
  }
}
