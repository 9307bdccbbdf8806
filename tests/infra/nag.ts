import { App } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { type Acknowledgement, acknowledged } from '../../infra/acknowledged.ts'
import { stacks } from '../../infra/stacks.ts'
import { settings } from './synthesized.ts'

/** Something that a rule says of a resource; `named` is what it names in brackets. */
export interface Finding {
  rule: string
  named: string
  path: string
}

/** What AwsSolutions and Serverless say of the stacks of production. */
export function findings(): Finding[] {
  const app = new App()
  stacks(app, settings())
  return [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) =>
    pack.validateScope(app).violations.flatMap(({ ruleName, violatingResources }) => {
      const [, rule = '', named = ''] = /^([^[]+)(?:\[(.*)\])?$/.exec(ruleName) ?? []
      return violatingResources.map(({ constructPath }) => ({ rule, named, path: constructPath ?? '' }))
    }),
  )
}

/** Those that nobody acknowledged. */
export const open = (found: Finding[]): Finding[] => found.filter((each) => !acknowledged.some(covers(each)))

/** Acknowledgements, by rule and place, that no finding wants any more. */
export const stale = (found: Finding[]): string[] =>
  acknowledged.flatMap((each) =>
    each.where
      .filter((where) => !found.some((finding) => covers(finding)({ ...each, where: [where] })))
      .map((where) => `${each.rule} ${where}`),
  )

const covers =
  (finding: Finding) =>
  ({ rule, named, where }: Acknowledgement): boolean =>
    rule === finding.rule &&
    (named === undefined ? finding.named === '' : finding.named.endsWith(named)) &&
    where.some((each) => at(each, finding.path))

/** Whether a path is that of an acknowledgement, whose `*` never reaches over a slash. */
function at(where: string, path: string): boolean {
  const parts = where.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]*')}$`).test(path)
}
