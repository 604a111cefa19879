import * as assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";

/** What the program asked for, by type and name; nothing is made, and no account is needed. */
interface Made {
  type: string;
  name: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  inputs: any;
}

const made: Made[] = [];

before(async () => {
  process.env.PULUMI_CONFIG = JSON.stringify({
    "<% name %>:domain": "app.example.com",
    "<% name %>:zoneId": "Z123",
    "<% name %>:image": `registry/app@sha256:${"0".repeat(64)}`,
    "<% name %>:taskCpu": "512",
    "<% name %>:taskMemory": "1024",
    "<% name %>:minTasks": "2",
    "<% name %>:maxTasks": "6",
    "<% name %>:databaseClass": "db.t4g.medium",
    "<% name %>:databaseStorage": "50",
    "<% name %>:budgetUsd": "400",
    "<% name %>:alertEmail": "ops@example.com",
    "<% name %>:repository": "owner/name",
  });
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        made.push({ type: args.type, name: args.name, inputs: args.inputs });
        const proof = [{ resourceRecordName: "_x", resourceRecordType: "CNAME", resourceRecordValue: "_y" }];
        return {
          id: `${args.name}-id`,
          state: { ...args.inputs, arn: `arn:${args.name}`, domainValidationOptions: proof },
        };
      },
      call: (args) => ({ ...args.inputs, id: "pl-1", names: ["a", "b", "c"], region: "eu-central-1", arn: "arn:p" }),
    },
    "<% name %>",
    "production",
    false,
  );
  await import("../index");
  // Outputs are settled in turns of the event loop.
  await new Promise((done) => setTimeout(done, 500));
});

function one(type: string, name: string): Made["inputs"] {
  const found = made.filter((resource) => resource.type === type && resource.name === name);
  assert.equal(found.length, 1, `${type} ${name}: ${made.map((m) => `${m.type} ${m.name}`).join(", ")}`);
  return found[0].inputs;
}

test("the database is encrypted, private, backed up and protected", () => {
  const database = one("aws:rds/instance:Instance", "main");
  assert.equal(database.storageEncrypted, true);
  assert.equal(database.publiclyAccessible, false);
  assert.equal(database.multiAz, true);
  assert.equal(database.deletionProtection, true);
  assert.equal(database.skipFinalSnapshot, false);
  assert.ok(database.backupRetentionPeriod >= 7);
});

test("the load balancer is internal and outlives the silence of streams", () => {
  const balancer = one("aws:lb/loadBalancer:LoadBalancer", "main");
  assert.equal(balancer.internal, true);
  assert.ok(balancer.idleTimeout >= 60);
  const targets = one("aws:lb/targetGroup:TargetGroup", "app");
  assert.ok(targets.deregistrationDelay <= 120);
});

test("scaling has bounds", () => {
  const target = one("aws:appautoscaling/target:Target", "app");
  assert.equal(target.minCapacity, 2);
  assert.equal(target.maxCapacity, 6);
});

test("webhooks and streams pass before the limits that would cut them off", () => {
  const rules: { name: string; priority: number }[] = one("aws:wafv2/webAcl:WebAcl", "main").rules;
  const limit = rules.find((rule) => rule.name === "rate-limit");
  const api = rules.find((rule) => rule.name === "api-rate-limit");
  assert.ok(limit && api);
  for (const rule of rules) {
    if (rule.name.startsWith("webhook-")) assert.ok(rule.priority < limit.priority);
    if (rule.name.startsWith("stream-")) assert.ok(rule.priority < api.priority);
  }
  assert.equal(new Set(rules.map((rule) => rule.priority)).size, rules.length);
});

test("the tasks are given every secret by its name alone", () => {
  const task = JSON.parse(one("aws:ecs/taskDefinition:TaskDefinition", "app").containerDefinitions);
  const names = made.filter((m) => m.type === "aws:secretsmanager/secret:Secret").map((m) => m.name);
  assert.deepEqual(
    task[0].secrets.map((secret: { name: string }) => secret.name),
    names,
  );
  assert.ok(!made.some((m) => m.type === "aws:secretsmanager/secretVersion:SecretVersion"));
});
