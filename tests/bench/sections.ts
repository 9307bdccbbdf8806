import type { Section } from './performance-page.ts'

/** What a reader has to know of the figures of each measurement, beside their own notes. */
export const texts = {
  units: {
    title: 'Capacity units by the rules of DynamoDB',
    text: 'As the golden files have them, which the tests of the services hold: one unit more fails.',
  },
  bundles: { title: 'Bundles, minified, with their largest parts in KB' },
  starts: {
    title: 'Starts of processes',
    text: 'A process with the bundle of an API and one with the DynamoDB client alone, one after the other.',
  },
  intake: {
    title: 'Intake and look-up in one process',
    text: `The store and KMS are an emulator, which is the bottleneck: the numbers a second say nothing of AWS. Against one
transaction the ratio tells mostly of how many calls an intake makes; against its own calls, made bare and one after the
other, it tells of our code.`,
  },
  hops: { title: 'Tickets, hops between services, an outage' },
  growth: { title: 'A sweep over more and more that is open' },
  keys: { title: 'The hottest key, on paper', text: 'By `npm run bench:scale`, whose page is scale.md.' },
  costs: { title: 'What it costs, on paper', text: 'Of the same page, where every part is listed.' },
  start: { title: 'A whole desk is started' },
  rows: { title: 'On the whole desk: rows of a consumer' },
  feed: {
    title: 'On the whole desk: the feed of a ward',
    text: 'The delay is for the reader; what is lost, doubled or out of order may not move.',
  },
  memory: { title: 'On the whole desk: memory of its functions meanwhile' },
  mails: { title: 'On the whole desk: mails by the real clock' },
  check: { title: 'Tests' },
} satisfies Record<string, Omit<Section, 'figures'>>
