import type { Stack } from 'aws-cdk-lib'
import { StringParameter } from 'aws-cdk-lib/aws-ssm'

/** Tells other stacks a value under `/motcua/<part>/<name>`: a parameter, where an export would tie the stacks together. */
export function publish(stack: Stack, part: string, name: string, value: string): void {
  new StringParameter(stack, `Parameter-${name}`, { parameterName: `/motcua/${part}/${name}`, stringValue: value })
}

/** What another stack published under `/motcua/<part>/<name>`, read when this stack is deployed. */
export function published(stack: Stack, part: string, name: string): string {
  return StringParameter.valueForStringParameter(stack, `/motcua/${part}/${name}`)
}
