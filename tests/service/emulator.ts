import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startMinistack } from '../../infra/local/ministack.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    endpoint: string
  }
}

/** One local AWS for all service tests; each test file makes tables of its own in it. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-service-tests-'))
  const emulator = await startMinistack({ folder })
  project.provide('endpoint', emulator.endpoint)
  return async () => {
    await emulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
