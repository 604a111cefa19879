import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { firewall } from "./firewall";

interface CdnArgs {
  tags: Record<string, string>;
  domain: string;
  zoneId: string;
  rateLimit: number;
  apiRateLimit: number;
  webhookPaths: string[];
  streamPaths: string[];
  balancerArn: pulumi.Input<string>;
  balancerHost: pulumi.Input<string>;
  /** For us-east-1, from where CloudFront takes its certificate and its firewall. */
  global: aws.Provider;
}

/** CloudFront in front of the internal load balancer, its certificate, its DNS records and its firewall. */
export class Cdn extends pulumi.ComponentResource {
  readonly distributionId: pulumi.Output<string>;

  constructor(name: string, args: CdnArgs, options?: pulumi.ComponentResourceOptions) {
    super("app:Cdn", name, {}, options);
    const parent = { parent: this };
    const global = { parent: this, provider: args.global };

    const certificate = new aws.acm.Certificate(
      "cdn",
      { domainName: args.domain, validationMethod: "DNS", tags: args.tags },
      global,
    );
    const proof = certificate.domainValidationOptions[0];
    const record = new aws.route53.Record(
      "cdn-proof",
      {
        zoneId: args.zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 60,
        // The certificate of the load balancer is proven by the same record.
        allowOverwrite: true,
      },
      parent,
    );
    const proven = new aws.acm.CertificateValidation(
      "cdn",
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      global,
    );

    const origin = new aws.cloudfront.VpcOrigin(
      "app",
      {
        vpcOriginEndpointConfig: {
          name,
          arn: args.balancerArn,
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
        },
        tags: args.tags,
      },
      parent,
    );

    // The key is the path alone: names carry a hash, so cookies, headers and queries would only split the cache.
    const immutable = new aws.cloudfront.CachePolicy(
      "immutable",
      {
        name: `${name}-immutable`,
        minTtl: 1,
        defaultTtl: 31536000,
        maxTtl: 31536000,
        parametersInCacheKeyAndForwardedToOrigin: {
          enableAcceptEncodingBrotli: true,
          enableAcceptEncodingGzip: true,
          cookiesConfig: { cookieBehavior: "none" },
          headersConfig: { headerBehavior: "none" },
          queryStringsConfig: { queryStringBehavior: "none" },
        },
      },
      parent,
    );
    const security = new aws.cloudfront.ResponseHeadersPolicy(
      "security",
      {
        name: `${name}-security`,
        securityHeadersConfig: {
          strictTransportSecurity: { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: false },
          contentTypeOptions: { override: true },
          referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
        },
      },
      parent,
    );
    const uncached = aws.cloudfront.getCachePolicyOutput({ name: "Managed-CachingDisabled" });
    const allOfTheViewer = aws.cloudfront.getOriginRequestPolicyOutput({ name: "Managed-AllViewer" });

    const distribution = new aws.cloudfront.Distribution(
      "main",
      {
        enabled: true,
        isIpv6Enabled: true,
        httpVersion: "http2and3",
        comment: name,
        aliases: [args.domain],
        webAclId: firewall(name, args, global).arn,
        priceClass: "PriceClass_100",
        origins: [
          {
            originId: "app",
            domainName: args.balancerHost,
            vpcOriginConfig: {
              vpcOriginId: origin.id,
              // The longest silence of a stream; heartbeats must come more often.
              originReadTimeout: 60,
              originKeepaliveTimeout: 60,
            },
          },
        ],
        // Pages, the API and streams: never cached, every header and cookie passed on, not compressed (that buffers).
        defaultCacheBehavior: {
          targetOriginId: "app",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
          cachedMethods: ["GET", "HEAD"],
          cachePolicyId: uncached.apply((policy) => policy.id ?? ""),
          originRequestPolicyId: allOfTheViewer.apply((policy) => policy.id ?? ""),
          responseHeadersPolicyId: security.id,
          compress: false,
        },
        orderedCacheBehaviors: [
          {
            // File names carry a hash, so these never change and a deploy needs no invalidation.
            pathPattern: "/_next/static/*",
            targetOriginId: "app",
            viewerProtocolPolicy: "redirect-to-https",
            allowedMethods: ["GET", "HEAD"],
            cachedMethods: ["GET", "HEAD"],
            cachePolicyId: immutable.id,
            originRequestPolicyId: allOfTheViewer.apply((policy) => policy.id ?? ""),
            responseHeadersPolicyId: security.id,
            compress: true,
          },
        ],
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn: proven.certificateArn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
        tags: args.tags,
      },
      parent,
    );
    for (const type of ["A", "AAAA"]) {
      new aws.route53.Record(
        `app-${type.toLowerCase()}`,
        {
          zoneId: args.zoneId,
          name: args.domain,
          type,
          aliases: [
            { name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false },
          ],
        },
        parent,
      );
    }

    this.distributionId = distribution.id;
    this.registerOutputs({ distributionId: this.distributionId });
  }
}
