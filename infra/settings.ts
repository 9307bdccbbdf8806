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
  /** Names of the machine clients that `platform` registers (client credentials). */
  machineClients: string[]
  /** Origins of the front ends that may upload from a browser and sign people in. */
  origins: string[]
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
    machineClients: list('machineClients'),
    origins: list('origins'),
    code: (bundle) => Code.fromAsset(join(folder, bundle)),
  })
}

/** The settings, if they are safe; else throws one line that says what to change. */
export function checked(settings: Settings): Settings {
  const { stage, clockFile, issuer, jwksUri, clientIds, origins } = settings
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new Error(
      'Say which stage this is: -c stage=sandbox, or another name in lower-case letters, digits and dashes',
    )
  }
  if (issuer !== undefined && (jwksUri === undefined || clientIds.length === 0)) {
    throw new Error('An issuer of your own needs its keys and its clients: -c jwksUri=… -c clientIds=…')
  }
  if (stage === 'sandbox') return settings
  if (clockFile !== undefined)
    throw new Error(`The clock can be moved in the sandbox only, not in stage ${stage}: drop clockFile`)
  if (origins.length === 0 || !origins.every((origin) => /^https:\/\/[^/*]+$/.test(origin))) {
    throw new Error('Name the https origins of the front ends: -c origins=https://desk.example.vn,https://…')
  }
  if (jwksUri !== undefined && !jwksUri.startsWith('https://')) throw new Error('jwksUri must be an https address')
  return settings
}
