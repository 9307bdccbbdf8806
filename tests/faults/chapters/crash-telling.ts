import type { Chapter } from '../chapter.ts'
import { matrix } from '../crash/matrix.ts'
import { telling } from '../crash/services.ts'

export const chapter: Chapter = {
  title: 'Functions that are killed while people and systems are told',
  run: (stand) => matrix(telling, stand),
}
