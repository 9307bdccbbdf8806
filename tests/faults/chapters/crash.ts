import type { Chapter } from '../chapter.ts'
import { matrix } from '../crash/matrix.ts'
import { filing } from '../crash/services.ts'

export const chapter: Chapter = {
  title: 'Functions that are killed while somebody files, writes and is dealt with',
  run: (stand) => matrix(filing, stand),
}
