import { dayWords } from './labels.ts'
import type { DocumentTree } from './tree.ts'

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** How an outcome is cited in plain words. */
export function plainCitation(tree: DocumentTree, address: string): string {
  const title = bothTitles(tree)
  const dialogue = line(tree.dialogue.en || tree.dialogue.zh)
  return `${dialogue}, “${title}”, ${tree.kind.en}, ${tree.reference}, ${dayWords(tree.date).en}, ${address}.`
}

/** How an outcome is cited in BibTeX. */
export function bibtexCitation(tree: DocumentTree, address: string): string {
  const [year = '', month = '1'] = tree.date.split('-')
  const fields = [
    ['title', `{${bibtex(bothTitles(tree))}}`],
    ['author', `{{${bibtex(line(tree.dialogue.en || tree.dialogue.zh))}}}`],
    ['howpublished', `{${bibtex(tree.kind.en)}}`],
    ['number', `{${tree.reference}}`],
    ['year', `{${year}}`],
    ['month', MONTH_NAMES[Number(month) - 1] ?? 'jan'],
    ['url', `{${address}}`],
  ]
  const lines = fields.map(([name, value]) => `  ${name} = ${value},`)
  return [`@misc{${tree.reference},`, ...lines, '}', ''].join('\n')
}

/** How an outcome is cited in RIS. */
export function risCitation(tree: DocumentTree, address: string): string {
  const lines = [
    ['TY', 'RPRT'],
    ['TI', tree.title.en || tree.title.zh],
    ...(tree.title.en && tree.title.zh ? [['TT', tree.title.zh]] : []),
    ['AU', `${tree.dialogue.en || tree.dialogue.zh},`],
    ['M3', tree.kind.en],
    ['SN', tree.reference],
    ['DA', tree.date.replaceAll('-', '/')],
    ['PY', tree.date.slice(0, 4)],
    ['UR', address],
    ['ER', ''],
  ]
  return lines.map(([tag, value]) => `${tag ?? ''}  - ${line(value ?? '')}\r\n`).join('')
}

function bothTitles(tree: DocumentTree): string {
  return [tree.title.en, tree.title.zh].filter(Boolean).map(line).join(' / ')
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function bibtex(text: string): string {
  return text.replace(/[\\{}%&$#_~^]/g, (character) => {
    if (character === '\\') return '\\textbackslash{}'
    if (character === '~') return '\\textasciitilde{}'
    if (character === '^') return '\\textasciicircum{}'
    return `\\${character}`
  })
}
