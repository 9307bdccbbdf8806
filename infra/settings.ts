import { join } from 'node:path'
import type { StackProps } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { Node } from 'constructs'

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
  /** The address that mails come from; its domain is verified with SES (docs/operations/mail.md). */
  mailFrom: string
  /** Address of the pages that mails link to, without a slash at its end: `https://dichvu.example.vn`. */
  pages: string
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

/** The settings, if they are safe; else throws one line that says what to change. */
export function checked(settings: Settings): Settings {
  const { stage, clockFile, issuer, jwksUri, clientIds, origins } = settings
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new Error(
      'Say which stage this is: -c stage=sandbox, or another name in lower-case letters, digits and dashes',
    )
  }
  if (!Number.isInteger(settings.lookupsPerAddress) || settings.lookupsPerAddress < 1) {
    throw new Error('lookupsPerAddress is a whole number of look-ups an hour: -c lookupsPerAddress=100')
  }
  if (issuer !== undefined && (jwksUri === undefined || clientIds.length === 0)) {
    throw new Error('An issuer of your own needs its keys and its clients: -c jwksUri=… -c clientIds=…')
  }
  checkMail(settings)
  if (stage === 'sandbox') return settings
  if (clockFile !== undefined)
    throw new Error(`The clock can be moved in the sandbox only, not in stage ${stage}: drop clockFile`)
  if (origins.length === 0 || !origins.every((origin) => /^https:\/\/[^/*]+$/.test(origin))) {
    throw new Error('Name the https origins of the front ends: -c origins=https://desk.example.vn,https://…')
  }
  if (jwksUri !== undefined && !jwksUri.startsWith('https://')) throw new Error('jwksUri must be an https address')
  checkFrontDoor(settings)
  return settings
}

/** Refuses mails that nobody could answer for, or that link into the open. */
function checkMail(settings: Settings): void {
  const { mailFrom, pages, smsOutbox, stage } = settings
  // An address alone: a name before it, or a line's end in it, would be a header of its own.
  if (!/^[a-zA-Z0-9._+-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(mailFrom)) {
    throw new Error('Say the address that mails come from, without a name: -c mailFrom=mot-cua@example.vn')
  }
  const scheme = isSandbox(settings) ? 'https?' : 'https'
  if (!new RegExp(`^${scheme}://[a-z0-9.-]+(:\\d+)?(/[A-Za-z0-9_-]+)*$`).test(pages)) {
    throw new Error('Say where the pages are that mails link to, over https: -c pages=https://dichvu.example.vn')
  }
  if (smsOutbox !== undefined && !isSandbox(settings)) {
    throw new Error(
      `SMS in a folder reach nobody, so the sandbox alone may have them, not stage ${stage}: drop smsOutbox`,
    )
  }
}

/** Refuses a front door that would speak old TLS, or stand behind what isn't there. */
function checkFrontDoor({ domain = '', certificateArn = '', webAclArn, originSecret }: Settings): void {
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(domain)) {
    throw new Error('Name the address of the front door: -c domain=api.example.vn')
  }
  if (!/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(certificateArn)) {
    throw new Error('The front door needs a certificate of us-east-1: -c certificateArn=arn:aws:acm:us-east-1:…')
  }
  if (webAclArn !== undefined && !/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/.+/.test(webAclArn)) {
    throw new Error('webAclArn must be a web ACL of scope CLOUDFRONT: arn:aws:wafv2:us-east-1:…:global/webacl/…')
  }
  if (!originSecret.every((version) => version === 'AWSCURRENT' || version === 'AWSPENDING')) {
    throw new Error('originSecret names versions: AWSCURRENT, AWSPENDING or both')
  }
}
