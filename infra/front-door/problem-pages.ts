import { readdirSync } from 'node:fs'
import { Stack } from 'aws-cdk-lib'
import { AllowedMethods, type BehaviorOptions, CachePolicy, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'

const folder = new URL('../../docs/problems/', import.meta.url)

/** The names of the pages that `npm run generate` writes, without the list of them. */
export const problemNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.html') && file !== 'index.html')
    .map((file) => file.replace(/\.html$/, ''))
    .sort()

/** The bucket of the pages; docs/operations/front-door.md says how it is filled. */
export class ProblemPages extends Bucket {
  constructor(scope: Construct, id: string) {
    const { account, partition } = Stack.of(scope)
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
    })
    // The distribution is of the other stack, which comes later: any distribution of this account may read what everybody may read.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [this.arnForObjects('problems/*')],
        conditions: {
          ArnLike: { 'AWS:SourceArn': `arn:${partition}:cloudfront::${account}:distribution/*` },
        },
      }),
    )
  }
}

/** How the pages are answered: to be read alone, and kept on the edge. */
export function pagesBehaviour(
  scope: Construct,
  bucketName: string,
  shared: Pick<BehaviorOptions, 'responseHeadersPolicy' | 'functionAssociations'>,
): BehaviorOptions {
  const { region } = Stack.of(scope)
  const bucket = Bucket.fromBucketAttributes(scope, 'ProblemPages', { bucketName, region })
  return {
    ...shared,
    origin: S3BucketOrigin.withOriginAccessControl(bucket, { originId: 'problem-pages' }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
  }
}
