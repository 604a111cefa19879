import * as aws from "@pulumi/aws";
import { Alarms } from "./src/alarms";
import { Cdn } from "./src/cdn";
import { Database } from "./src/database";
import { Network } from "./src/network";
import { Pipeline } from "./src/pipeline";
import { Secrets } from "./src/secrets";
import { Service } from "./src/service";
import { settings } from "./src/settings";

// CloudFront takes its certificate and its firewall from us-east-1 alone.
const global = new aws.Provider("global", { region: "us-east-1" });

const network = new Network(settings.name, settings);
const secrets = new Secrets(settings.name, settings);
const service = new Service(settings.name, {
  ...settings,
  vpcId: network.vpcId,
  subnetIds: network.privateSubnetIds,
  secretArns: secrets.arns,
});
const database = new Database(settings.name, {
  ...settings,
  vpcId: network.vpcId,
  subnetIds: network.privateSubnetIds,
  clientGroupId: service.taskGroupId,
});
const cdn = new Cdn(settings.name, {
  ...settings,
  balancerArn: service.balancerArn,
  balancerHost: service.balancerHost,
  global,
});
new Alarms(settings.name, {
  ...settings,
  balancerName: service.balancerName,
  targetsName: service.targetsName,
  clusterName: service.clusterName,
  databaseId: database.id,
});
const pipeline = new Pipeline(settings.name, {
  ...settings,
  serviceArn: service.serviceArn,
  roleArns: service.roleArns,
});

export const distribution = cdn.distributionId;
export const databaseHost = database.host;
export const databasePasswordSecret = database.passwordSecret;
export const deployRole = pipeline.roleArn;
