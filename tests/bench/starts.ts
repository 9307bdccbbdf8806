import type { Built } from './built.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'
import { median, spread } from './paired.ts'
import { type Started, started } from './process-start.ts'

const rounds = 5

/** What a function finds in its environment; nothing of it is called while a bundle is loaded. */
const names = ['TABLE', 'BUS', 'BUCKET', 'SEALED_KEY', 'CONTACT_KEY', 'LOOKUP_KEY', 'MACHINE_SCOPE', 'CLIENT_IDS']
const queues = ['REPLAN_QUEUE', 'DELIVER_QUEUE', 'UPLOAD_QUEUE']
const addresses = {
  PAGES: 'https://desk.example.vn',
  ISSUER: 'https://issuer.example',
  JWKS_URI: 'https://issuer.example/jwks',
}
const environment = {
  ...Object.fromEntries([...names, ...queues].map((name) => [name, 'motcua'])),
  ...addresses,
  PATH: process.env.PATH,
  AWS_REGION: 'ap-southeast-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
}

/** How long each API takes to start, against the DynamoDB client alone: a process of each after the other, by turns. */
export async function starts({ module, sizes }: Built): Promise<Figure[]> {
  const apis = Object.keys(sizes).filter((name) => name.endsWith('-api'))
  const pairs = new Map<string, [Started, Started][]>(apis.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of apis) {
      const alone = await started(module('client-alone'), environment)
      pairs.get(name)?.push([await started(module(name), environment), alone])
    }
  }
  const figures = [...pairs].map(([name, of]) => ({ name, ...ratios(of) }))
  const slowest = figures.reduce((most, one) => (one.started.median > most.started.median ? one : most))
  return [
    reached('init', slowest.started.median, `the slowest, ${slowest.name}: ${slowest.note}`),
    ...figures.map(({ name, started: { median: value }, note }) => ({
      figure: `${name}: start ÷ client alone`,
      value,
      unit: '×',
      better: 'less' as const,
      note,
    })),
  ]
}

function ratios(pairs: [Started, Started][]) {
  const started = spread(pairs.map(([api, alone]) => api.loaded / alone.loaded))
  const loading = spread(pairs.map(([api, alone]) => api.imported / alone.imported))
  const milliseconds = (of: 'loaded' | 'imported') =>
    [0, 1].map((side) => median(pairs.map((pair) => pair[side as 0 | 1][of])).toFixed(0)).join(' ÷ ')
  const note = `${started.least.toFixed(2)}–${started.most.toFixed(2)}; ${milliseconds('loaded')} ms; without the start of Node itself ${loading.median.toFixed(2)} (${milliseconds('imported')} ms)`
  return { started, note }
}
