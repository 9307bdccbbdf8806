import type { Kind } from './kinds.ts'

/** Words by which somebody denounces. A crime that is reported (tố giác) needs its author hidden as well. */
const denouncing = [
  ...['tố cáo', 'tố giác', 'tố cao', 'to cáo'],
  // Without marks "to cao" is tall: only what can't mean that.
  ...['don to cao', 'toi to cao', 'xin to cao', 'muon to cao', 'phai to cao', 'noi dung to cao', 'nguoi to cao'],
  ...['to cao hanh vi', 'to cao can bo', 'to cao cong chuc', 'to cao ong', 'to cao ba', 'to cao viec', 'to giac'],
]

/** Words by which somebody complains. */
const complaining = ['khiếu nại', 'khiêu nại', 'khiếu nai', 'khieu nai']

/** After one of these words: it is the procedure that is spoken of, by its name. */
const procedure = [
  ...['giải quyết', 'luật', 'nghị định', 'thủ tục', 'quy trình', 'qui trình', 'quy định về', 'qui định về'],
  ...['tiếp nhận', 'tiếp công dân', 'công tác', 'bảng', 'mẫu', 'mẫu đơn', 'mẫu giấy', 'quyền', 'tổng đài'],
  ...['giai quyet', 'luat', 'thu tuc', 'quy trinh', 'cong tac', 'mau don', 'quyen'],
]

/** After one of these words: it is said not to be one. */
const denied = [
  ...['không phải', 'không phải là', 'chưa phải', 'chưa phải là', 'không có ý', 'không có ý định', 'không định'],
  ...['khong phai', 'khong phai la', 'chua phai', 'khong co y', 'khong co y dinh'],
]

/** Before one of these words it is the author's own all the same: "giải quyết khiếu nại của tôi". */
const own = [
  ...['của tôi', 'của chúng tôi', 'của gia đình', 'của em', 'của bà con', 'cua toi', 'cua chung toi', 'cua gia dinh'],
  ...['việc', 'về việc', 'đối với', 'quyết định', 'hành vi', 'viec', 've viec', 'doi voi', 'quyet dinh', 'hanh vi'],
  ...['ông', 'bà', 'anh', 'chị', 'cán bộ', 'công chức', 'can bo', 'cong chuc', 'sau đây', 'này'],
]

const anyOf = (phrases: readonly string[]) => `(?:${phrases.join('|')})`
const complaint = anyOf(complaining)
const either = anyOf(['đơn tố cáo', 'đơn khiếu nại', 'tố cáo', 'to cao', 'tố giác', ...complaining])
/** "khiếu nại, tố cáo" and "khiếu nại và tố cáo" are one name. */
const named = `${either}(?: (?:và |hoặc |va |hoac )?${either})?`
const mentioned = new RegExp(
  `(?<= )(?:${anyOf(procedure)} (?:về |đơn |ve )?${named}(?! ${anyOf(own)} )|${anyOf(denied)} ${named})(?= )`,
  'g',
)
const denounces = new RegExp(` ${anyOf(denouncing)} `)
const complains = new RegExp(` ${complaint} `)

/** The words of a text with single spaces between and around them: no case, no punctuation, letters in one spelling. */
function wordsOf(text: string): string {
  const letters = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .normalize('NFC')
  return ` ${letters.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()} `
}

/**
 * What a feedback is by its author's choice and by his words: a denunciation (tố cáo) before a complaint (khiếu nại), and
 * never less than what he chose. Who only names the procedure, or says that it is none, means none. Whose note is taken
 * for a denunciation by mistake is answered by a leader; whose denunciation is overlooked is named to the desk.
 */
export function kindOf(chosen: Kind, content: string): Kind {
  const words = wordsOf(content).replace(mentioned, '')
  if (chosen === 'TO_CAO' || denounces.test(words)) return 'TO_CAO'
  return complains.test(words) ? 'KHIEU_NAI' : chosen
}
