import { crc32, deflateRawSync } from 'node:zlib'
import { testSignature } from '../../../infra/local/scan-events.ts'
import { docx, excel, jpeg, pdf, png, word } from '../../service/attachments/samples.ts'

interface Entry {
  name: string
  data: Buffer
  /** Stored as it is, unless told. */
  deflated?: boolean
}

/** A zip archive; made by hand, since what is wrong in it is wrong on purpose. */
function zip(entries: Entry[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, deflated = false } of entries) {
    const stored = deflated ? deflateRawSync(data) : data
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(deflated ? 8 : 0, 4)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(stored.length, 14)
    fields.writeUInt32LE(data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), stored)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name))
    offset += 30 + name.length + stored.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end])
}

const types = (main: string) =>
  Buffer.from(
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
  )
const wordMain = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const macroMain = 'application/vnd.ms-word.document.macroEnabled.main+xml'
const body = { name: 'word/document.xml', data: Buffer.from('<w:document/>') }
const macros = { name: 'word/vbaProject.bin', data: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) }
const signature = Buffer.from(testSignature)
const zeros = (mebibytes: number) => Buffer.alloc(mebibytes * 2 ** 20)

/** Archives in archives, ten to a level: nothing may ever unpack them. */
function nested(levels: number): Buffer {
  let data: Buffer = zeros(4)
  for (let level = 0; level < levels; level += 1) {
    const inner = data
    data = zip(Array.from({ length: 10 }, (_, n) => ({ name: `${level}-${n}.zip`, data: inner, deflated: true })))
  }
  return data
}

export interface HostileFile {
  /** What it is. */
  what: string
  fileName: string
  contentType: string
  bytes: Buffer
  /** How the check has to end. */
  ends: 'VERIFIED' | 'TYPE_MISMATCH' | 'MALWARE'
}

const asPdf = (what: string, bytes: Buffer, ends: HostileFile['ends'], fileName = 'Tờ khai.pdf'): HostileFile => ({
  what,
  fileName,
  contentType: 'application/pdf',
  bytes,
  ends,
})
const as = (contentType: string, what: string, bytes: Buffer, ends: HostileFile['ends']): HostileFile => ({
  what,
  fileName: 'tep',
  contentType,
  bytes,
  ends,
})

/** Files that somebody would upload who means ill, each with how its check has to end. */
export const hostileFiles = (): HostileFile[] => [
  asPdf('the EICAR test file, named .pdf', signature, 'MALWARE'),
  asPdf('the EICAR test signature within a real PDF', Buffer.concat([pdf('x'), signature]), 'MALWARE'),
  as(
    word,
    'the EICAR test file in a Word archive',
    zip([
      { name: '[Content_Types].xml', data: types(wordMain) },
      body,
      { name: 'word/media/eicar.com', data: signature },
    ]),
    'MALWARE',
  ),
  as(
    word,
    'a zip bomb: one entry of 256 MB in a Word archive',
    zip([{ name: 'a.bin', data: zeros(256), deflated: true }]),
    'TYPE_MISMATCH',
  ),
  as(
    word,
    'a zip bomb: the list of types itself unpacks to 256 MB',
    zip([{ name: '[Content_Types].xml', data: zeros(256), deflated: true }, body]),
    'TYPE_MISMATCH',
  ),
  as(excel, 'a zip bomb: archives in archives, five levels', nested(5), 'TYPE_MISMATCH'),
  as(word, 'a plain zip', zip([{ name: 'a.txt', data: Buffer.from('a') }]), 'TYPE_MISMATCH'),
  as(
    word,
    'a Word document with macros',
    zip([{ name: '[Content_Types].xml', data: types(macroMain) }, body, macros]),
    'TYPE_MISMATCH',
  ),
  as(excel, 'a Word document named as a workbook', docx(), 'TYPE_MISMATCH'),
  asPdf(
    'a polyglot: HTML before a PDF',
    Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), pdf('x')]),
    'TYPE_MISMATCH',
  ),
  asPdf(
    'a polyglot: a PDF with a zip behind it',
    Buffer.concat([pdf('x'), zip([{ name: 'a.exe', data: Buffer.from('MZ') }])]),
    'VERIFIED',
  ),
  asPdf(
    'a polyglot: a PDF with HTML behind it',
    Buffer.concat([pdf('x'), Buffer.from('<script>alert(1)</script>')]),
    'VERIFIED',
  ),
  as(
    'image/png',
    'a polyglot: GIF and JavaScript, named as a PNG',
    Buffer.from('GIF89a/*\x00\x00\x00\x00*/=alert(1)//;', 'latin1'),
    'TYPE_MISMATCH',
  ),
  as('image/jpeg', 'a PNG named as a JPEG', png(), 'TYPE_MISMATCH'),
  as(
    'image/jpeg',
    'a JPEG with PHP in its end',
    Buffer.concat([jpeg(), Buffer.from('<?php system($_GET[0]);')]),
    'VERIFIED',
  ),
  asPdf(
    'an SVG named .pdf',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'TYPE_MISMATCH',
    'hinh.svg.pdf',
  ),
  asPdf('HTML named .pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 'TYPE_MISMATCH'),
  asPdf(
    'a Windows program named .pdf',
    Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
    'TYPE_MISMATCH',
    'hoa-don.exe.pdf',
  ),
  asPdf('one byte', Buffer.from('%'), 'TYPE_MISMATCH'),
]

/** Names that no file may have. */
export const hostileNames: Record<string, string> = {
  'a path upwards': '../../etc/passwd',
  'a path of Windows': '..\\..\\windows\\win.ini',
  'an absolute path': '/etc/passwd',
  NUL: 'to-khai.pdf\u0000.exe',
  'a line feed': 'a\r\nSet-Cookie: x=1.pdf',
  'an escape': 'a\u001b[31m.pdf',
  'turned around': 'to-khai\u202efdp.exe',
  'an invisible space': 'to\u200bkhai.pdf',
  'a byte order mark': '\ufeffto-khai.pdf',
  'half a letter': 'to-khai\ud800.pdf',
  '300 characters': `${'a'.repeat(296)}.pdf`,
  nothing: '',
}
