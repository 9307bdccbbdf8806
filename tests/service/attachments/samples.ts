import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** A one-page PDF with a right cross-reference table. */
export function pdf(text = 'Motcua'): Buffer {
  const content = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(`${file}${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`, 'latin1')
}

/** A PNG of one white pixel. */
export function png(): Buffer {
  const number = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    return Buffer.concat([number(data.length), body, number(crc32(body))])
  }
  const header = Buffer.concat([number(1), number(1), Buffer.from([8, 0, 0, 0, 0])])
  const pixels = deflateSync(Buffer.from([0, 255]))
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** A JPEG of one pixel. */
export const jpeg = (): Buffer =>
  Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////' +
      '////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  )

/** A zip archive of stored entries. */
function zip(entries: Record<string, string>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(entries).length, 4)
  end.writeUInt16LE(Object.keys(entries).length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end])
}

const office = 'http://schemas.openxmlformats.org'
function officeFile(part: string, type: string, content: string): Buffer {
  const override = `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>`
  const xml = '<Default Extension="xml" ContentType="application/xml"/>'
  const relationships = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
  const target = `<Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="${part}"/>`
  return zip({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types">${relationships}${xml}${override}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${office}/package/2006/relationships">${target}</Relationships>`,
    [part]: content,
  })
}

/** A Word document of one empty paragraph. */
export const docx = (): Buffer =>
  officeFile(
    'word/document.xml',
    'wordprocessingml.document.main+xml',
    `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>`,
  )

/** An Excel workbook without a sheet's content. */
export const xlsx = (): Buffer =>
  officeFile(
    'xl/workbook.xml',
    'spreadsheetml.sheet.main+xml',
    `<workbook xmlns="${office}/spreadsheetml/2006/main"><sheets/></workbook>`,
  )

export const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What a client announces of a file. */
export const announced = (bytes: Buffer, contentType = 'application/pdf', fileName = 'Giấy khai sinh.pdf') => ({
  fileName,
  contentType,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})
