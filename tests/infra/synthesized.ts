import { App, type Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { Settings } from '../../infra/settings.ts'
import { stacks } from '../../infra/stacks.ts'

/** A resource of a template, as the tests look at it. */
export interface Resource {
  stack: string
  id: string
  Type: string
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties are not typed
  Properties: any
  DependsOn?: string[]
  DeletionPolicy?: string
}

/** Settings of a stage that keeps its data; the tests change what they are about. */
export function settings(changes: Partial<Settings> = {}): Settings {
  return {
    stage: 'production',
    region: 'ap-southeast-1',
    clientIds: [],
    machineClients: [],
    origins: ['https://desk.example.vn'],
    lookupsPerAddress: 100,
    feedbackPerAddress: 30,
    feedbackReopenHours: 72,
    scanner: 'guardduty',
    mailFrom: 'mot-cua@example.vn',
    pages: 'https://dichvu.example.vn',
    domain: 'api.example.vn',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/5f0a1c5e-0000-4000-8000-000000000000',
    originSecret: [],
    code: () => Code.fromInline('export const handler = async () => {}'),
    ...changes,
  }
}

/** Settings of the sandbox. */
export function sandbox(changes: Partial<Settings> = {}): Settings {
  return settings({ stage: 'sandbox', origins: [], ...changes })
}

/** What the role of a function may do. */
// biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties are not typed
export function statementsOf(made: ReturnType<typeof templates>, functionName: string): any[] {
  const [found] = resources(made, 'AWS::Lambda::Function').filter(
    ({ Properties }) => Properties.FunctionName === functionName,
  )
  const role = found?.Properties.Role['Fn::GetAtt'][0]
  return resources(made, 'AWS::IAM::Policy')
    .filter(({ stack, Properties }) => stack === found?.stack && Properties.Roles[0].Ref === role)
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
}

/** The templates of every stack by name, made in this process. */
export function templates(given: Settings): Record<string, ReturnType<Template['toJSON']>> {
  const made: Stack[] = stacks(new App({ context: { 'aws:cdk:version-reporting': false } }), given)
  return Object.fromEntries(made.map((stack) => [stack.stackName, Template.fromStack(stack).toJSON()]))
}

/** Every resource of a type over all stacks. */
export function resources(made: ReturnType<typeof templates>, type: string): Resource[] {
  return Object.entries(made).flatMap(([stack, template]) =>
    Object.entries(template.Resources as Record<string, Resource>)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ ...resource, id, stack })),
  )
}

/** The last word of a name or ARN, whether it is text, a reference to a queue of the same stack, or joined. */
export function nameOf(made: ReturnType<typeof templates>, stack: string, value: unknown): string {
  if (typeof value === 'string') return value.split(':').at(-1) ?? value
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as {
    'Fn::GetAtt'?: string[]
    'Fn::Join'?: [string, unknown[]]
  }
  if (attribute !== undefined) return made[stack]?.Resources[attribute[0] ?? ''].Properties.QueueName
  return nameOf(made, stack, String(join?.[1].at(-1)))
}
