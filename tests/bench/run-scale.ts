// `npm run bench:scale`: the hottest keys at 1, 10 and 100 times the nation, and what dossiers and an idle month cost, by
// formula. Some seconds, most of them for the templates. It writes docs/figures/scale.md, .json and the drawing.
import { write } from '../figures/page.ts'
import { settings, templates } from '../infra/synthesized.ts'
import { total } from './cost.ts'
import { standingOf } from './cost-standing.ts'
import { hottest } from './keys.ts'
import { page } from './scale-page.ts'
import { reckoned } from './scale-reckoned.ts'

const figures = await reckoned(standingOf(templates(settings())))
write(page, figures)
const { family, wcu } = hottest(figures.families, 100)
console.log(`hottest key at 100 times the nation: ${wcu.toFixed(0)} WCU/s, ${family}`)
console.log(`1 000 dossiers: $ ${total(figures.perThousand).toFixed(3)} at list prices`)
console.log(
  `a month in which nobody comes: $ ${total(figures.idle).toFixed(2)} at list prices, $ ${total(figures.idle, 'afterFree').toFixed(2)} after what is free`,
)
console.log('docs/figures/scale.md')
