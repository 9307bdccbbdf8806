import type { ProblemName } from './problems.ts'

/** One error of a 422: where in the request (JSON pointer) and what is wrong there. */
export interface FieldError {
  pointer: string
  detail: string
}

/** What a caller is told beside the problem's name; other keys become members of the problem document. */
export interface Facts {
  detail?: string
  errors?: FieldError[]
  headers?: Record<string, string>
  [member: string]: unknown
}

/** The one error that a caller may see: a problem of the closed table with its facts. Anything else thrown is a bug. */
export class Refusal extends Error {
  readonly problem: ProblemName
  readonly facts: Facts

  constructor(problem: ProblemName, facts: Facts = {}) {
    super(facts.detail ?? problem)
    this.name = 'Refusal'
    this.problem = problem
    this.facts = facts
  }
}
