import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prefixes } from '../../infra/prefixes.ts'
import { asking } from './asking.ts'
import { browserFound, executable, launch } from './chromium.ts'

const door = asking().desk.frontDoor
const services = [...new Set(prefixes.map(({ service }) => service))]
const without = `There is no Chromium at ${executable} (CHROMIUM names another; Debian: apt-get install chromium)`
if (!browserFound && !process.env.CI) console.warn(`${without}: the API reference is NOT tested in a browser.`)

/** What the document of a service says can be done, by its summaries. */
function summaries(service: string): string[] {
  const { paths } = JSON.parse(readFileSync(`docs/api/${service}.json`, 'utf8')) as {
    paths: Record<string, Record<string, { summary: string }>>
  }
  return Object.values(paths).flatMap((methods) => Object.values(methods).map(({ summary }) => summary))
}

it.skipIf(browserFound || !process.env.CI)('a browser is there to open the reference in', () => expect.fail(without))

describe.skipIf(!browserFound)('the API reference, in Chromium', () => {
  let browser: Browser
  let page: Page
  const asked: string[] = []
  const wrong: string[] = []

  beforeAll(async () => {
    browser = await launch()
    page = await browser.newPage()
    page.on('request', (request) => asked.push(request.url()))
    page.on('websocket', (socket) => asked.push(socket.url()))
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) wrong.push(message.text())
    })
    page.on('requestfailed', (request) => wrong.push(`${request.url()} failed: ${request.failure()?.errorText}`))
  })
  afterAll(() => browser?.close())

  it('is one click from the start page', async () => {
    await page.goto(door)
    await page.getByRole('link', { name: 'API reference' }).click()
    await page.waitForURL(`${door}/docs`)
  })

  it.each(services)('shows every operation of %s', async (service) => {
    await page.goto(`${door}/docs?api=${service}`)
    await page.getByRole('heading', { name: `Motcua: ${service}` }).waitFor()
    const folded = page.getByRole('button', { name: /^Open Group - (?!Models)/ })
    while ((await folded.count()) > 0) await folded.first().click()
    const shown = page.locator('body')
    for (const summary of summaries(service)) await shown.getByText(summary, { exact: true }).first().waitFor()
  })

  /** Opens the form that tries an operation of `attachments`, by its summary and how its path ends. */
  async function tryOut(summary: string, path: RegExp) {
    await page.goto(`${door}/docs?api=attachments`)
    await page.getByText(summary, { exact: true }).first().click()
    await page.getByRole('button', { name: path }).click()
  }

  it('tries a public call without a token, straight at the front door', async () => {
    await tryOut('Whether the service answers', /Test Request.*\/attachments\/health\)/)
    const health = page.waitForResponse(`${door}/v1/attachments/health`)
    await page.getByRole('button', { name: 'Send' }).first().click()
    const answer = await health
    expect(answer.status()).toBe(200)
    expect(await answer.request().allHeaders()).not.toHaveProperty('authorization')
    await page.getByText('200 OK').waitFor()
  })

  it('asks for a token where one is needed', async () => {
    await tryOut('How far the check of a file is', /Test Request.*\/attachments\/\{id\}\)/)
    await page.getByPlaceholder('Token').waitFor()
  })

  it('offers all services to choose from', async () => {
    await page.goto(`${door}/docs?api=${services.at(-1)}`)
    await page
      .getByRole('button', { name: services.at(-1), exact: true })
      .first()
      .click()
    for (const service of services) await page.getByRole('option', { name: service, exact: true }).waitFor()
  })

  it('asked nobody but the front door', () => {
    expect(asked).toContain(`${door}/docs/scalar.js`)
    expect(
      asked.filter((url) => !url.startsWith(`${door}/`) && !url.startsWith('data:') && !url.startsWith('blob:')),
    ).toEqual([])
  })

  it('has nothing to complain of', () => {
    expect(wrong).toEqual([])
  })
})

describe('the pages of the front door', () => {
  it.each(['wrong-state', 'stale-version'])('tell what %s means, where its type leads', async (name) => {
    const answer = await fetch(`${door}/problems/${name}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await answer.text()).toBe(readFileSync(`docs/problems/${name}.html`, 'utf8'))
  })

  it('list all problems', async () => {
    expect(await (await fetch(`${door}/problems`)).text()).toContain('/problems/stale-version')
  })

  it('have none for what is no problem', async () => {
    expect((await fetch(`${door}/problems/made-up`)).status).toBe(404)
  })
})
