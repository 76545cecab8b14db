import type { Block, DocumentTree } from '#shared/outcomes'

/** Writes a document as Markdown: every block in each language, one after the other (OU6). */
export function markdown(tree: DocumentTree): string {
  const { languages } = tree
  const titles = languages.map((language) => tree.title[language]).filter(Boolean)
  const facts = languages.map((language) =>
    [tree.kind, ...tree.topics, tree.dateWords, tree.place]
      .map((words) => words[language])
      .filter(Boolean)
      .map(inline)
      .join(' · '),
  )
  const parts = [
    ...titles.map((title, index) => `${index === 0 ? '#' : '##'} ${inline(title)}`),
    tree.reference,
    ...facts,
    ...tree.blocks.map((block) => written(block, tree)),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function written(block: Block, { languages }: DocumentTree): string {
  if (block.type === 'heading') {
    const text = languages.map((language) => inline(block.text[language])).filter(Boolean)
    return `${'#'.repeat(Math.min(block.level + 1, 6))} ${text.join(' · ')}`
  }
  const mark = languages.map((language) => block.standing?.[language] ?? '').filter(Boolean)
  const standing = mark.length === 0 ? '' : ` *[${mark.join(' · ')}]*`
  return languages
    .map((language) => ({ language, text: block.text[language] }))
    .filter(({ text }) => text !== '')
    .map(({ text }, index) => {
      const number =
        block.number === null ? '' : `**${block.number}**${index === 0 ? standing : ''} `
      return number + text.split('\n').map(inline).join('\n\n')
    })
    .join('\n\n')
}

/** Escapes what Markdown would take as its own. */
function inline(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&|~]/g, (character) => `\\${character}`)
    .replace(/^(\s*)([#+\-=>])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
}
