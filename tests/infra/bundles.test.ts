import { join } from 'node:path'
import { build } from 'esbuild'
import { afterEach, describe, expect, it } from 'vitest'
import { budgetOf, packageOf, partsOf, verdict } from '../../infra/bundle-budget.ts'
import { defaultProvider } from '../../infra/constructs/environment-credentials.ts'
import { refusalsFor, withoutUnusedParts } from '../../infra/unused-parts.ts'

describe('the budget of a bundle', () => {
  it('is that of performance.md', () => {
    expect(budgetOf('agencies-api')).toBe(345)
    expect(budgetOf('procedures-api')).toBe(400)
    expect(budgetOf('dossiers-api')).toBe(460)
    expect(budgetOf('feedback-api')).toBe(460)
    expect(budgetOf('integrations-api')).toBe(460)
    expect(budgetOf('integrations-on-deliver')).toBe(320)
    expect(budgetOf('integrations-on-journal')).toBe(260)
    expect(budgetOf('attachments-api')).toBe(400)
    expect(budgetOf('reminders-api')).toBe(400)
    expect(budgetOf('notifications-api')).toBe(400)
    expect(budgetOf('dossiers-on-journal')).toBe(260)
    expect(budgetOf('feedback-on-replan')).toBe(320)
    expect(budgetOf('feedback-on-dossier')).toBe(260)
    expect(budgetOf('reminders-on-due')).toBe(280)
    expect(budgetOf('reminders-on-feedback')).toBe(280)
    expect(budgetOf('notifications-on-provider')).toBe(260)
    expect(budgetOf('notifications-on-due')).toBe(430)
    expect(budgetOf('notifications-on-webhook')).toBe(430)
    expect(budgetOf('attachments-on-upload')).toBe(525)
  })

  it('fails from more than 10 % above', () => {
    expect(verdict('dossiers-on-journal', 260 * 1024)).toBe('within')
    expect(verdict('dossiers-on-journal', 260 * 1024 + 1)).toBe('above')
    expect(verdict('dossiers-on-journal', 286 * 1024)).toBe('above')
    expect(verdict('dossiers-on-journal', 286 * 1024 + 1)).toBe('fails')
  })

  it('is told by package, also of packages within packages', () => {
    expect(packageOf('node_modules/@aws-sdk/core/dist-es/index.js')).toBe('@aws-sdk/core')
    expect(packageOf('node_modules/zod/node_modules/inner/index.js')).toBe('inner')
    expect(packageOf('functions/dossiers/api.ts')).toBe('motcua')
    expect(
      partsOf({
        'shared/http/route.ts': { bytesInOutput: 5 },
        'node_modules/zod/a.js': { bytesInOutput: 10 },
        'node_modules/zod/b.js': { bytesInOutput: 1 },
      }),
    ).toEqual({ zod: 11, motcua: 5 })
  })
})

describe('the credentials of a bundle', () => {
  const before = { ...process.env }
  afterEach(() => {
    process.env = { ...before }
  })

  it('are read from the environment anew on every call', async () => {
    const provide = defaultProvider()
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'one', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't' })
    expect(await provide()).toEqual({ accessKeyId: 'one', secretAccessKey: 's', sessionToken: 't' })
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'two', AWS_SESSION_TOKEN: '' })
    expect(await provide()).toEqual({ accessKeyId: 'two', secretAccessKey: 's' })
  })

  it('are an error when they are missing', async () => {
    delete process.env.AWS_ACCESS_KEY_ID
    await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID')
  })
})

describe('the parts of libraries that are left out', () => {
  it('refuse when they are called, and not before', () => {
    expect(
      refusalsFor('export const createMethod = 1\nexport function print() {}\nexport { inner as outer };'),
    ).toContain('export { refuseLater as createMethod, refuse as print, refuse as outer }')
  })

  it('are not missed by a schema that parses, and make a bundle smaller', async () => {
    const contents = `
      import * as z from 'zod'
      const Row = z.strictObject({ id: z.string().min(2).regex(/^a/), at: z.iso.datetime({ offset: true }), n: z.int().optional() })
      export const parse = (row) => Row.safeParse(row).success
      export const standard = (row) => Row['~standard'].validate(row)
      export const print = () => Row.toJSONSchema()`
    const bundled = (plugins: Parameters<typeof build>[0]['plugins']) =>
      build({
        stdin: { contents, resolveDir: import.meta.dirname },
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'node',
        mainFields: ['module', 'main'],
        conditions: ['module'],
        write: false,
        plugins,
      })
    const whole = await bundled([])
    const [file] = (await bundled([withoutUnusedParts(join(import.meta.dirname, 'bundles.test.ts'))])).outputFiles ?? []
    const { parse, standard, print } = await import(
      `data:text/javascript;base64,${Buffer.from(file?.contents ?? []).toString('base64')}`
    )
    const row = { id: 'ab', at: '2026-11-19T17:00:00.000+07:00' }
    expect(parse(row)).toBe(true)
    expect(parse({ ...row, more: 1 })).toBe(false)
    expect(standard(row)).toEqual({ value: row })
    expect(print).toThrow('infra/unused-parts.ts')
    expect(file?.contents.length).toBeLessThan((whole.outputFiles?.[0]?.contents.length ?? 0) - 10_000)
  })
})
