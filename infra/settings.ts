import { join } from 'node:path'
import type { StackProps } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { Node } from 'constructs'
import { checked } from './safe-settings.ts'

/** What differs between one deployment and another. */
export interface Settings {
  /** `sandbox` may be thrown away and has a movable clock; every other name is a stage that keeps its data. */
  stage: string
  /** AWS region; the tables need to know it when the templates are made. */
  region: string
  /** File with the sandbox's clock; no other stage may have one. */
  clockFile?: string
  /** OpenID Connect issuer; without it the user pool of `platform`. */
  issuer?: string
  /** Where the issuer's keys are; `{userPoolId}` stands for the pool of `platform`. */
  jwksUri?: string
  /** Clients whose tokens are accepted; empty: those of `platform`. */
  clientIds: string[]
  /** The scope that the tokens of machines must have when the issuer is another; without it that of `platform`. */
  machineScope?: string
  /** Names of the machine clients that `platform` registers (client credentials). */
  machineClients: string[]
  /** Origins of the front ends that may upload from a browser and sign people in. */
  origins: string[]
  /** How often one address may look up a dossier in an hour; a waiting room or a mobile network may share one. */
  lookupsPerAddress: number
  /** How much feedback one address may send in an hour without a token. */
  feedbackPerAddress: number
  /** For how many hours after its answer an author may ask to have his feedback looked at again. */
  feedbackReopenHours: number
  /** The agency that gets feedback which names none; without it such feedback is refused. */
  feedbackAgency?: string
  /** The address that mails come from; its domain is verified with SES (docs/operations/mail.md). */
  mailFrom: string
  /** Address of the pages that mails link to, without a slash at its end: `https://dichvu.example.vn`. */
  pages: string
  /** Who looks for malware in files before they are verified; `none` checks size, hash and type alone. */
  scanner: 'guardduty' | 'none'
  /** Folder for SMS in place of a provider; the sandbox alone may have one, for what lies there reaches nobody. */
  smsOutbox?: string
  /** The name that the front door answers to, `api.example.vn`; every stage but the sandbox has one. */
  domain?: string
  /** ARN of its certificate, which CloudFront wants in us-east-1; without one it can't be held to TLS 1.2. */
  certificateArn?: string
  /** ARN of a web ACL (WAF, scope CLOUDFRONT) before the front door; none unless given. */
  webAclArn?: string
  /** Versions of the origin secret, current unless told; two while it is rotated (docs/operations/rotate-origin-secret.md). */
  originSecret: string[]
  /** The code of a bundle, by its name (`dossiers-api`). */
  code: (bundle: string) => Code
}

/** Whether this is the stage that may be thrown away. */
export function isSandbox(settings: Settings): boolean {
  return settings.stage === 'sandbox'
}

/** Where a stack goes and what it says of itself. */
export function placed(settings: Settings, description: string): StackProps {
  return { env: { region: settings.region }, description: `Motcua: ${description}` }
}

/** Reads the settings from the CDK context (`-c stage=…`); refuses what would be unsafe. */
export function settingsFromContext(node: Node): Settings {
  const text = (name: string): string | undefined => node.tryGetContext(name) || undefined
  const list = (name: string): string[] => (text(name) ?? '').split(',').filter((entry) => entry !== '')
  const folder = text('code') ?? 'dist'
  return checked({
    stage: text('stage') ?? '',
    region: text('region') ?? process.env.CDK_DEFAULT_REGION ?? 'ap-southeast-1',
    clockFile: text('clockFile'),
    issuer: text('issuer'),
    jwksUri: text('jwksUri'),
    clientIds: list('clientIds'),
    machineScope: text('machineScope'),
    machineClients: list('machineClients'),
    origins: list('origins'),
    lookupsPerAddress: Number(text('lookupsPerAddress') ?? 100),
    feedbackPerAddress: Number(text('feedbackPerAddress') ?? 30),
    feedbackReopenHours: Number(text('feedbackReopenHours') ?? 72),
    feedbackAgency: text('feedbackAgency'),
    scanner: (text('scanner') ?? 'guardduty') as Settings['scanner'],
    ...mailOf(text),
    domain: text('domain'),
    certificateArn: text('certificateArn'),
    webAclArn: text('webAclArn'),
    originSecret: list('originSecret'),
    code: (bundle) => Code.fromAsset(join(folder, bundle)),
  })
}

/** What mails need, said or, in the sandbox, made up: nothing of it leaves the machine there. */
function mailOf(text: (name: string) => string | undefined): Pick<Settings, 'mailFrom' | 'pages' | 'smsOutbox'> {
  const otherwise = (value: string) => (text('stage') === 'sandbox' ? value : '')
  return {
    mailFrom: text('mailFrom') ?? otherwise('mot-cua@example.org'),
    pages: text('pages') ?? otherwise('http://127.0.0.1:8080'),
    smsOutbox: text('smsOutbox'),
  }
}
