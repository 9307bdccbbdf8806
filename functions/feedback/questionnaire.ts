import { type FieldError, Refusal } from '../../shared/problems/refusal.ts'

interface Text {
  vi: string
  en: string
}

/** How a desk is rated: what is asked, and what the points together are called. */
export interface Questionnaire {
  criteria: { code: string; text: Text }[]
  /** By the average of the points of an answer: the first whose `from` is reached, so the highest comes first. */
  classes: { code: string; from: number; text: Text }[]
}

/** Points for one criterion: 0, 1 or 2. */
export const mostPoints = 2

const criterion = (code: string, vi: string, en: string) => ({ code, text: { vi, en } })
const grade = (code: string, from: number, vi: string, en: string) => ({ code, from, text: { vi, en } })

/** The questionnaire of before somebody publishes another: nine criteria and five classes (domain.md §7.3) [K]. */
export const firstQuestionnaire: Questionnaire = {
  criteria: [
    criterion('TIME_LIMIT', 'Hồ sơ được giải quyết đúng hạn', 'The dossier was dealt with in time'),
    criterion('STEP_TIMES', 'Từng cơ quan làm đúng thời gian của mình', 'Each agency kept its own time'),
    criterion('CONTACTS', 'Số lần phải liên hệ để hoàn thiện hồ sơ', 'How often one had to come or call'),
    criterion('AGENCIES', 'Số cơ quan phải liên hệ', 'How many agencies one had to contact'),
    criterion('RECEIVING', 'Việc tiếp nhận và trả kết quả', 'How receiving and returning is organised'),
    criterion('ATTITUDE', 'Thái độ của người làm việc ở quầy', 'The manner of the staff'),
    criterion('PUBLICITY', 'Thủ tục được công khai rõ ràng', 'Procedures are made public and clear'),
    criterion('FEEDBACK', 'Ý kiến góp ý được trả lời', 'Feedback is dealt with'),
    criterion('ONLINE', 'Tiến độ và chất lượng khi làm trực tuyến', 'Progress and quality of what is done online'),
  ],
  classes: [
    grade('EXCELLENT', 15, 'Xuất sắc', 'Excellent'),
    grade('GOOD', 12, 'Tốt', 'Good'),
    grade('FAIR', 9, 'Khá', 'Fair'),
    grade('AVERAGE', 6, 'Trung bình', 'Average'),
    grade('WEAK', 0, 'Yếu', 'Weak'),
  ],
}

const repeated = (codes: string[]) => codes.flatMap((code, index) => (codes.indexOf(code) < index ? [index] : []))

/**
 * Everybody must find one class, and no code stand twice: what a questionnaire needs beyond its shape.
 * @throws Refusal 422 with pointers.
 */
export function checkQuestionnaire({ criteria, classes }: Questionnaire): void {
  const most = criteria.length * mostPoints
  const twice = (list: string, codes: string[]) =>
    repeated(codes).map((index) => ({ pointer: `/${list}/${index}/code`, detail: 'Stands twice' }))
  const unordered = classes.flatMap(({ from }, index) => {
    const above = classes[index - 1]?.from ?? most + 1
    return from < above
      ? []
      : [{ pointer: `/classes/${index}/from`, detail: 'Must be less than that of the class before' }]
  })
  const last = classes.length - 1
  const errors: FieldError[] = [
    ...twice(
      'criteria',
      criteria.map(({ code }) => code),
    ),
    ...twice(
      'classes',
      classes.map(({ code }) => code),
    ),
    ...unordered,
    ...(classes[last]?.from === 0 ? [] : [{ pointer: `/classes/${last}/from`, detail: 'The last class begins at 0' }]),
  ]
  if (errors.length > 0) throw new Refusal('invalid-request', { errors })
}
