import type { Guard } from './guard.ts'

/** The areas whose guards are listed, each in a file of its own. */
export const areas: Record<string, () => Promise<{ guards: Guard[] }>> = {
  core: () => import('./core.ts'),
  crash: () => import('./crash.ts'),
  events: () => import('./events.ts'),
  faults: () => import('./faults.ts'),
  performance: () => import('./performance.ts'),
  recovery: () => import('./recovery.ts'),
  scale: () => import('./scale.ts'),
  security: () => import('./security.ts'),
  templates: () => import('./templates.ts'),
}
