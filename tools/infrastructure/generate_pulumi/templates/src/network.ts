import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface NetworkArgs {
  tags: Record<string, string>;
  natGateways: number;
}

/** A network with public and private subnets in two zones, NAT, and a way to S3 that does not pass it. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string>[];

  constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:Network", name, {}, options);
    const parent = { parent: this };
    const zones = aws.getAvailabilityZonesOutput({ state: "available" }).names;

    const vpc = new aws.ec2.Vpc(
      "main",
      {
        cidrBlock: "10.20.0.0/16",
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { ...args.tags, Name: name },
      },
      parent,
    );
    // Whoever is put into the default group by mistake reaches nothing and nobody.
    new aws.ec2.DefaultSecurityGroup("closed", { vpcId: vpc.id, tags: args.tags }, parent);
    const internet = new aws.ec2.InternetGateway("main", { vpcId: vpc.id, tags: args.tags }, parent);

    const publicRoutes = new aws.ec2.RouteTable(
      "public",
      { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: internet.id }], tags: args.tags },
      parent,
    );
    const publicSubnets = [0, 1].map((zone) => {
      const subnet = new aws.ec2.Subnet(
        `public-${zone}`,
        {
          vpcId: vpc.id,
          cidrBlock: `10.20.${zone}.0/24`,
          availabilityZone: zones[zone],
          tags: { ...args.tags, Name: `${name}-public-${zone}` },
        },
        parent,
      );
      new aws.ec2.RouteTableAssociation(
        `public-${zone}`,
        { subnetId: subnet.id, routeTableId: publicRoutes.id },
        parent,
      );
      return subnet;
    });

    const gateways = publicSubnets.slice(0, args.natGateways).map((subnet, zone) => {
      const address = new aws.ec2.Eip(`nat-${zone}`, { domain: "vpc", tags: args.tags }, parent);
      return new aws.ec2.NatGateway(
        `nat-${zone}`,
        { allocationId: address.allocationId, subnetId: subnet.id, tags: args.tags },
        { parent: this, dependsOn: [internet] },
      );
    });

    const privateRoutes = [0, 1].map(
      (zone) =>
        new aws.ec2.RouteTable(
          `private-${zone}`,
          {
            vpcId: vpc.id,
            routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: gateways[zone % gateways.length].id }],
            tags: args.tags,
          },
          parent,
        ),
    );
    const privateSubnets = [0, 1].map((zone) => {
      const subnet = new aws.ec2.Subnet(
        `private-${zone}`,
        {
          vpcId: vpc.id,
          cidrBlock: `10.20.${zone + 10}.0/24`,
          availabilityZone: zones[zone],
          tags: { ...args.tags, Name: `${name}-private-${zone}` },
        },
        parent,
      );
      new aws.ec2.RouteTableAssociation(
        `private-${zone}`,
        { subnetId: subnet.id, routeTableId: privateRoutes[zone].id },
        parent,
      );
      return subnet;
    });

    // Images and static files in S3 do not pass, and do not pay for, the NAT gateway.
    new aws.ec2.VpcEndpoint(
      "s3",
      {
        vpcId: vpc.id,
        serviceName: pulumi.interpolate`com.amazonaws.${aws.getRegionOutput().region}.s3`,
        routeTableIds: privateRoutes.map((table) => table.id),
        tags: args.tags,
      },
      parent,
    );

    this.vpcId = vpc.id;
    this.privateSubnetIds = privateSubnets.map((subnet) => subnet.id);
    this.registerOutputs({ vpcId: this.vpcId });
  }
}
