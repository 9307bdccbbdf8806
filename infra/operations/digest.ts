import { resolve } from 'node:path'
import { differences, digests } from './digests.ts'
import { openFolder } from './folder.ts'
import { Plain, program } from './program.ts'
import { rememberedHere, rememberedIn } from './remembered.ts'

const most = 20

// Compares the desk that is there with an export, record by record: npm run digest -- ../desk-of-today
await program('usage: npm run digest -- <folder>', 1, async ([given = '']) => {
  const folder = resolve(process.env.INIT_CWD ?? '.', given)
  const manifest = await openFolder(folder)
  const now = Math.floor(Date.now() / 1000)
  const before = digests(await rememberedIn(folder, manifest), now)
  const after = digests(await rememberedHere(), now)
  const wrong = [...differences(before.records, after.records), ...after.broken]
  const equal = Object.entries(before.records).filter(([name, hash]) => after.records[name] === hash).length
  console.log(`${equal} of ${Object.keys(before.records).length} records and kinds of rows are as they were exported.`)
  if (wrong.length > most) wrong.splice(most, wrong.length, `and ${wrong.length - most} more`)
  if (wrong.length > 0) throw new Plain(wrong.join('\n'))
})
