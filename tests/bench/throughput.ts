import { apart } from './apart.ts'
import type { Built } from './built.ts'
import type { Figure } from './figures.ts'

/** The handler of the intake against the bare SDK, and its first answer in a new process; throws past the limit. */
export const throughput = ({ module }: Pick<Built, 'module'>, limitMs: number): Promise<Figure[]> =>
  apart('intake.ts', limitMs, module('dossiers-api'))
