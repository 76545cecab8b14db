import { SaxesParser, type SaxesTagNS } from 'saxes'

/** What a reader is told of an XML document, in its order. */
export interface XmlEvents {
  open(name: string, attribute: (name: string) => string | undefined): void
  close(name: string): void
  text(text: string): void
}

/** An XML document that is not read: a document type (entities come with it), depth or length without end. */
class UnsafeXml extends Error {}

const DEEPEST = 400
/** What a text of several hundred pages needs; it bounds how long one file can hold the process. */
const MOST_ELEMENTS = 200_000
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
}

/** Reads an XML document without entities, document types or anything from outside it. */
export function readXml(source: string, events: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: true })
  let depth = 0
  let elements = 0
  parser.on('doctype', () => {
    throw new UnsafeXml('document type')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) throw new UnsafeXml('depth')
    if (++elements > MOST_ELEMENTS) throw new UnsafeXml('length')
    events.open(known(tag), (name) => attribute(tag, name))
  })
  parser.on('closetag', (tag) => {
    depth--
    events.close(known(tag))
  })
  parser.on('text', (text) => events.text(text))
  parser.on('cdata', (text) => events.text(text))
  parser.write(source.replace(/^\ufeff/, '')).close()
}

function known(tag: SaxesTagNS): string {
  return `${PREFIXES[tag.uri] ?? '?'}:${tag.local}`
}

function attribute(tag: SaxesTagNS, name: string): string | undefined {
  return Object.values(tag.attributes).find((candidate) => candidate.local === name)?.value
}
