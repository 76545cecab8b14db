import type { Bilingual, Language } from '#shared/kernel'
import type { Block, DocumentTree } from '#shared/outcomes'
import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'

const NAMESPACE = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0'
/** ISO 639-2 codes, as FRBRlanguage wants them. */
const ISO_639: Readonly<Record<Language, string>> = { en: 'eng', zh: 'zho' }
const XML_LANG: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' }

/** Writes a document as Akoma Ntoso 3.0; its author is the dialogue, never a person (OU6). */
export function akomaNtoso(tree: DocumentTree): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'akomaNtoso')
  const doc = root.ele('doc', { name: 'outcome' })
  identification(doc.ele('meta'), tree)
  const preface = doc.ele('preface')
  for (const language of tree.languages) {
    if (tree.title[language] === '') continue
    words(preface.ele('p', lang(language)).ele('docTitle'), tree.title[language])
  }
  const facts = preface.ele('p')
  words(facts.ele('docNumber'), tree.reference)
  words(facts.txt(' ').ele('docDate', { date: tree.date }), tree.dateWords.en)
  const body = doc.ele('mainBody')
  tree.blocks.forEach((block, index) => {
    blockElement(body, block, { eId: eIdOf(block, index), languages: tree.languages })
  })
  return root.end({ prettyPrint: true, indent: ' ' }) + '\n'
}

function identification(meta: XMLBuilder, tree: DocumentTree): void {
  const work = `/akn/un/doc/outcome/${tree.date}/${tree.reference}`
  const languages = tree.languages.map((language) => ISO_639[language])
  const expression = `${work}/${languages.join('-')}@${tree.date}`
  const within = meta.ele('identification', { source: '#dialogue' })
  const levels = [
    ['FRBRWork', work, `${work}/!main`],
    ['FRBRExpression', expression, `${expression}/!main`],
    ['FRBRManifestation', `${expression}.akn`, `${expression}/!main.akn`],
  ] as const
  for (const [name, uri, main] of levels) {
    const level = within.ele(name)
    level.ele('FRBRthis', { value: main })
    level.ele('FRBRuri', { value: uri })
    level.ele('FRBRdate', { date: tree.date, name: 'adoption' })
    level.ele('FRBRauthor', { href: '#dialogue' })
    if (name === 'FRBRWork') {
      level.ele('FRBRcountry', { value: 'un' })
      level.ele('FRBRnumber', { value: tree.reference })
    }
    if (name === 'FRBRExpression') {
      for (const language of languages) level.ele('FRBRlanguage', { language })
    }
    if (name === 'FRBRManifestation') level.ele('FRBRformat', { value: 'application/akn+xml' })
  }
  const showAs = tree.languages.map((language) => tree.dialogue[language]).filter(Boolean)
  meta.ele('references', { source: '#dialogue' }).ele('TLCOrganization', {
    eId: 'dialogue',
    href: '/ontology/organization/dialogue',
    showAs: showAs.join(' · ') || 'dialogue',
  })
}

function eIdOf(block: Block, index: number): string {
  if (block.type === 'heading' || block.number === null) return `part_${index + 1}`
  return `${block.role === 'recommendation' ? 'recommendation' : 'clause'}_${block.number.replaceAll('.', '_')}`
}

function blockElement(
  body: XMLBuilder,
  block: Block,
  { eId, languages }: { readonly eId: string; readonly languages: readonly Language[] },
): void {
  if (block.type === 'heading') {
    const heading = body.ele('hcontainer', { eId, name: 'heading' }).ele('heading')
    spans(heading, block.text, languages)
    heading.up().ele('content').ele('p')
    return
  }
  const name = block.role === 'operative' ? 'paragraph' : 'hcontainer'
  const element = body.ele(name, name === 'hcontainer' ? { eId, name: block.role } : { eId })
  if (block.number !== null) words(element.ele('num'), block.number)
  const content = element.ele('content')
  for (const language of languages) {
    for (const line of block.text[language].split('\n').filter((text) => text.trim() !== '')) {
      words(content.ele('p', lang(language)), line)
    }
  }
  if (block.standing !== null) {
    spans(content.ele('p', { class: 'standing' }), block.standing, languages)
  }
}

function spans(parent: XMLBuilder, text: Bilingual, languages: readonly Language[]): void {
  const given = languages.filter((language) => text[language] !== '')
  given.forEach((language, index) => {
    if (index > 0) parent.txt(' · ')
    words(parent.ele('span', lang(language)), text[language])
  })
}

function lang(language: Language) {
  return { 'xml:lang': XML_LANG[language] }
}

/** Writes words as they are: the builder would read `&#60;` in them as the character that it names. */
function words(parent: XMLBuilder, text: string): void {
  parent.txt(text.replaceAll('&', '&amp;'))
}
