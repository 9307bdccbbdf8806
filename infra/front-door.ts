import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Function as CloudFrontFunction,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { publish, published } from './constructs/parameters.ts'
import { AnswerHeaders } from './front-door/answer-headers.ts'
import { originSecretHeader } from './front-door/origin-secret.ts'
import { ProblemPages, pagesBehaviour, problemNames } from './front-door/problem-pages.ts'
import { type ViewerRequest, viewerRequestCode } from './front-door/viewer-request.ts'
import { prefixes, type ServiceName } from './prefixes.ts'
import { placed, type Settings } from './settings.ts'

/**
 * What the front door remembers: who asked for what, no longer than needed, since addresses and paths are personal data;
 * and the pages of problems.
 */
export class FrontDoorDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'access log of the front door, pages of problems'))
    const bucket = new Bucket(this, 'AccessLog', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // CloudFront delivers by an access control list; a bucket without them refuses its log.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ id: 'forget', expiration: Duration.days(90) }],
      removalPolicy: RemovalPolicy.RETAIN,
    })
    publish(this, 'front-door-data', 'access-log', bucket.bucketName)
    publish(this, 'front-door-data', 'problem-pages', new ProblemPages(this, 'ProblemPages').bucketName)
  }
}

/** One address before all services: CloudFront with the behaviours of `prefixes`. The sandbox has the local front door. */
export class FrontDoorStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'CloudFront before the APIs of the services'))
    const accessLog = Bucket.fromBucketName(this, 'AccessLog', published(this, 'front-door-data', 'access-log'))
    const shared = {
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY, // a redirect would let a token travel in the clear first
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: new AnswerHeaders(this, 'AnswerHeaders', settings.origins),
      compress: false,
    }
    const through = { ...shared, functionAssociations: this.edge('Through', settings, { served: true }) }
    const origins = serviceOrigins(this, settings)
    const behaviours = prefixes.flatMap(({ prefix, service }): [string, BehaviorOptions][] => {
      const behaviour = { ...through, origin: origins[service] }
      // Two patterns, since `/v1/dossiers*` would take `/v1/dossiersX` too.
      return [
        [prefix, behaviour],
        [`${prefix}/*`, behaviour],
      ]
    })
    const pages = pagesBehaviour(this, published(this, 'front-door-data', 'problem-pages'), {
      responseHeadersPolicy: shared.responseHeadersPolicy,
      functionAssociations: this.edge('Pages', settings, { served: true, pages: problemNames() }),
    })
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Motcua ${settings.stage}`,
      // The function answers everything else; the origin, which CloudFront wants, is a name that can't exist.
      defaultBehavior: {
        ...shared,
        origin: new HttpOrigin('nothing.invalid', { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
        functionAssociations: this.edge('Nothing', settings, { served: false }),
      },
      additionalBehaviors: {
        ...Object.fromEntries(behaviours),
        '/problems': pages,
        '/problems/*': pages,
      },
      domainNames: [settings.domain ?? ''],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn ?? ''),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      logBucket: accessLog,
      logIncludesCookies: false,
      webAclId: settings.webAclArn,
    })
    new CfnOutput(this, 'DistributionDomain', { value: distribution.distributionDomainName })
  }

  /** The function that sees every request of a behaviour first. */
  private edge(
    id: string,
    { origins }: Settings,
    behind: Pick<ViewerRequest, 'served' | 'pages'>,
  ): BehaviorOptions['functionAssociations'] {
    const code = FunctionCode.fromInline(viewerRequestCode({ origins, ...behind }))
    const edge = new CloudFrontFunction(this, id, { code, runtime: FunctionRuntime.JS_2_0 })
    return [{ function: edge, eventType: FunctionEventType.VIEWER_REQUEST }]
  }
}

/** The API of each service, over TLS 1.2, with the secret that says that a request came through this door. */
function serviceOrigins(stack: Stack, settings: Settings): Record<ServiceName, IOrigin> {
  const services = [...new Set(prefixes.map(({ service }) => service))]
  const origin = (service: ServiceName): IOrigin =>
    new HttpOrigin(`${published(stack, service, 'api-id')}.execute-api.${stack.region}.${stack.urlSuffix}`, {
      originId: service,
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: originSecretHeader(settings),
    })
  return Object.fromEntries(services.map((service) => [service, origin(service)])) as Record<ServiceName, IOrigin>
}
