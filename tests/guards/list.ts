import type { Guard } from './guard.ts'

/** The areas whose guards are listed, each in a file of its own. */
export const areas: Record<string, () => Promise<{ guards: Guard[] }>> = {
  core: () => import('./core.ts'),
}
