import { Duration } from 'aws-cdk-lib'
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { crossOrigin, security, strictTransportSeconds } from './headers.ts'

/** What CloudFront adds to the answers of the services: what lets the front ends read them, and the security headers. */
export class AnswerHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, origins: string[]) {
    super(scope, id, {
      comment: 'Motcua: CORS for the front ends, security headers',
      corsBehavior: {
        // A front end sends its token itself; cookies are not used.
        accessControlAllowCredentials: false,
        accessControlAllowOrigins: origins,
        accessControlAllowMethods: crossOrigin.methods,
        accessControlAllowHeaders: crossOrigin.allowed,
        accessControlExposeHeaders: crossOrigin.exposed,
        accessControlMaxAge: Duration.seconds(crossOrigin.maxAge),
        originOverride: true,
      },
      securityHeadersBehavior: {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.seconds(strictTransportSeconds),
          includeSubdomains: true,
          override: true,
        },
        contentSecurityPolicy: { contentSecurityPolicy: security['content-security-policy'], override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      },
    })
  }
}
