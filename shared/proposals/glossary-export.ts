import { LANGUAGES, type Bilingual, type Language } from '#shared/kernel'
import type { Dialogue } from '#shared/dialogues'
import { isJoint, type GlossaryEntry } from './instruments-model.ts'

const HEADS = {
  en: { title: 'Glossary', term: 'Term', joint: 'Joint definition', proposed: 'proposed' },
  zh: { title: '对照术语表', term: '术语', joint: '共同定义', proposed: '待确认' },
} as const

/** The glossary as a table, in the order of the terms in a language: heads, then a row for each term; both languages in every cell. */
export interface GlossaryTable {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly Bilingual[])[]
}

/** Lays the glossary out with a column for each delegation (GL7). A joint definition that is not confirmed by all says so. */
export function glossaryTable(
  dialogue: Dialogue,
  glossary: readonly GlossaryEntry[],
  language: Language,
): GlossaryTable {
  const heads = HEADS[language]
  const rows = [...glossary]
    .sort((a, b) => (a.term[language] < b.term[language] ? -1 : 1))
    .map((entry) => [
      entry.term,
      ...dialogue.delegations.map(({ id }) => entry.definitions[id] ?? NOTHING),
      jointOf(entry, dialogue),
    ])
  const names = dialogue.delegations.map(({ name }) => name[language])
  return { title: heads.title, heads: [heads.term, ...names, heads.joint], rows }
}

const NOTHING: Bilingual = { en: '', zh: '' }

function jointOf(entry: GlossaryEntry, dialogue: Dialogue): Bilingual {
  if (entry.joint === null) return NOTHING
  const { definition } = entry.joint
  if (isJoint(entry, dialogue)) return definition
  return {
    en: `(${HEADS.en.proposed}) ${definition.en}`,
    zh: `（${HEADS.zh.proposed}）${definition.zh}`,
  }
}

/** The table with a column for each language of each column, for CSV and spreadsheets. */
export function glossaryCells({ heads, rows }: GlossaryTable): string[][] {
  const marks = { en: 'EN', zh: '中文' }
  return [
    heads.flatMap((head) => LANGUAGES.map((each) => `${head} (${marks[each]})`)),
    ...rows.map((cells) => cells.flatMap((cell) => LANGUAGES.map((each) => cell[each]))),
  ]
}

/** The glossary as Markdown: a heading for each term, a paragraph for each definition in each language. */
export function glossaryMarkdown({ title, heads, rows }: GlossaryTable): string {
  const entries = rows.map(([term = NOTHING, ...definitions]) => {
    const said = definitions.flatMap(({ en, zh }, index) =>
      en === '' && zh === ''
        ? []
        : [`**${escape(heads[index + 1] ?? '')}**\n\n${escape(en)}\n\n${escape(zh)}`],
    )
    return [`## ${escape(term.en)} · ${escape(term.zh)}`, ...said].join('\n\n')
  })
  return `${[`# ${title}`, ...entries].join('\n\n')}\n`
}

/** Words that Markdown would read as marks stay words. */
function escape(words: string): string {
  return words
    .replace(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`)
    .replace(/^(\s*)([-+]|\d+\.)(\s)/gm, '$1\\$2$3')
}
