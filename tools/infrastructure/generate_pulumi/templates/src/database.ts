import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface DatabaseArgs {
  tags: Record<string, string>;
  production: boolean;
  databaseClass: string;
  databaseStorage: number;
  databaseReplicas: number;
  backupDays: number;
  vpcId: pulumi.Input<string>;
  subnetIds: pulumi.Input<string>[];
  clientGroupId: pulumi.Input<string>;
}

/** PostgreSQL with backups, parameters, a standby and replicas. */
export class Database extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly passwordSecret: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:Database", name, {}, options);
    const parent = { parent: this };

    const group = new aws.ec2.SecurityGroup(
      "database",
      { description: "PostgreSQL", vpcId: args.vpcId, tags: args.tags },
      parent,
    );
    new aws.vpc.SecurityGroupIngressRule(
      "database-clients",
      {
        securityGroupId: group.id,
        description: "From the tasks alone",
        referencedSecurityGroupId: args.clientGroupId,
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
      },
      parent,
    );
    const subnets = new aws.rds.SubnetGroup("database", { subnetIds: args.subnetIds, tags: args.tags }, parent);
    const parameters = new aws.rds.ParameterGroup(
      "database",
      {
        family: "postgres17",
        parameters: [
          { name: "rds.force_ssl", value: "1" },
          { name: "log_min_duration_statement", value: "500" },
          // A forgotten transaction holds locks and stops vacuum.
          { name: "idle_in_transaction_session_timeout", value: "60000" },
          { name: "shared_preload_libraries", value: "pg_stat_statements", applyMethod: "pending-reboot" },
        ],
        tags: args.tags,
      },
      parent,
    );

    const database = new aws.rds.Instance(
      "main",
      {
        identifier: name,
        engine: "postgres",
        engineVersion: "17",
        instanceClass: args.databaseClass,
        dbName: "app",
        username: "app",
        // RDS makes the password, keeps it in Secrets Manager and rotates it; it is in no state.
        manageMasterUserPassword: true,
        allocatedStorage: args.databaseStorage,
        maxAllocatedStorage: args.databaseStorage * 5,
        storageType: "gp3",
        storageEncrypted: true,
        multiAz: args.production,
        publiclyAccessible: false,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        parameterGroupName: parameters.name,
        backupRetentionPeriod: args.backupDays,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: args.production,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: `${name}-final`,
        performanceInsightsEnabled: true,
        enabledCloudwatchLogsExports: ["postgresql"],
        autoMinorVersionUpgrade: true,
        tags: args.tags,
      },
      // An update that would replace or delete it fails; to do so on purpose: pulumi state unprotect.
      { parent: this, protect: true },
    );
    for (let number = 0; number < args.databaseReplicas; number++) {
      new aws.rds.Instance(
        `replica-${number}`,
        {
          identifier: `${name}-replica-${number}`,
          replicateSourceDb: database.identifier,
          instanceClass: args.databaseClass,
          storageEncrypted: true,
          publiclyAccessible: false,
          vpcSecurityGroupIds: [group.id],
          parameterGroupName: parameters.name,
          performanceInsightsEnabled: true,
          autoMinorVersionUpgrade: true,
          skipFinalSnapshot: true, // a replica holds nothing of its own
          tags: args.tags,
        },
        parent,
      );
    }

    this.id = database.identifier;
    this.host = database.address;
    this.passwordSecret = database.masterUserSecrets.apply((secrets) => secrets?.[0]?.secretArn ?? "");
    this.registerOutputs({ id: this.id });
  }
}
