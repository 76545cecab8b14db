import type { DocumentTree } from '#shared/outcomes'
import { html, rawJson, type Markup } from './html.ts'
import type { OutcomeView } from './outcome-page.ts'
import type { Shown } from './page.ts'

/** The beginning of a document, for search engines and link previews. */
export function summary(tree: DocumentTree, shown: Shown): string {
  const language = shown === 'both' ? 'en' : shown
  const first = tree.blocks.find((block) => block.type === 'paragraph' && block.role !== 'side')
  const text = first === undefined ? '' : first.text[language] || first.text.en || first.text.zh
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}

/** What search engines, link previews and reference managers are told; it names no person. */
export function metadata({ tree, shown }: OutcomeView, address: string): Markup {
  return html`<meta property="article:published_time" content="${tree.date}" />
    <meta property="og:site_name" content="Parley" />
    <meta property="og:locale" content="${shown === 'zh' ? 'zh_CN' : 'en_GB'}" />
    <meta property="og:locale:alternate" content="${shown === 'zh' ? 'en_GB' : 'zh_CN'}" />
    <meta name="twitter:card" content="summary" />
    <meta name="citation_title" content="${tree.title.en || tree.title.zh}" />
    <meta name="citation_publication_date" content="${tree.date.replaceAll('-', '/')}" />
    <meta name="citation_technical_report_number" content="${tree.reference}" />
    <meta name="citation_pdf_url" content="${address}.pdf" />
    ${['json', 'md', 'akn.xml', 'pdf', 'docx'].map(
      (extension) =>
        html`<link
          rel="alternate"
          type="${TYPES[extension] ?? ''}"
          href="${address}.${extension}"
        /> `,
    )}
    <script type="application/ld+json">
      ${rawJson(linkedData(tree, address))}
    </script>`
}

/** The same for machines, in the words of schema.org; the dialogue stands where others name authors. */
function linkedData(tree: DocumentTree, address: string) {
  const name = (words: { en: string; zh: string }) => [words.en, words.zh].filter(Boolean)
  return {
    '@context': 'https://schema.org',
    '@type': 'Report',
    '@id': address,
    url: address,
    reportNumber: tree.reference,
    name: name(tree.title),
    datePublished: tree.date,
    inLanguage: ['en', 'zh-Hans'],
    about: tree.topics.flatMap(name),
    publisher: { '@type': 'Organization', name: name(tree.dialogue) },
    encoding: ['pdf', 'docx', 'md', 'akn.xml', 'json'].map((extension) => ({
      '@type': 'MediaObject',
      encodingFormat: (TYPES[extension] ?? '').split(';')[0],
      contentUrl: `${address}.${extension}`,
    })),
  }
}

/** The media type of each format, by extension. */
export const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  'akn.xml': 'application/akn+xml; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}
