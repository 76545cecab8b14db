import type { Bilingual, Language } from '#shared/kernel'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'

/** Which languages a page shows: both side by side, or one. */
export type Shown = 'both' | Language

/** Writes words as the page shows them: in its language, or in both, each marked with its language. */
export function say(words: Bilingual, shown: Shown): Markup {
  if (shown !== 'both') {
    const language = words[shown] === '' ? other(shown) : shown
    return language === shown
      ? html`${words[shown]}`
      : html`<span lang="${htmlLang(language)}">${words[language]}</span>`
  }
  if (words.en === words.zh || words.zh === '') return html`${words.en}`
  if (words.en === '') return html`<span lang="zh-Hans">${words.zh}</span>`
  return html`${words.en} <span lang="zh-Hans" class="zh">${words.zh}</span>`
}

/** The same without marks, for a title or a label: in the page's language, or in both with a dot between. */
export function plainly({ en, zh }: Bilingual, shown: Shown): string {
  return shown === 'both' ? `${en} · ${zh}` : { en, zh }[shown]
}

/** The value of a `lang` attribute. */
export function htmlLang(language: Language): string {
  return language === 'zh' ? 'zh-Hans' : 'en'
}

function other(language: Language): Language {
  return language === 'en' ? 'zh' : 'en'
}

/** What a page says of itself. */
export interface PageFrame {
  readonly title: string
  readonly shown: Shown
  /** The page's own path, without the query. */
  readonly path: string
  /** The site's origin, for absolute addresses. */
  readonly origin: string
  readonly description?: string
  readonly head?: Markup
  readonly body: Markup
  /** The query that the language links keep. */
  readonly keep?: string
  readonly script?: string
}

/** Where the site's stylesheet is served. */
const STYLE_PATH = '/outcomes/assets/site.css'

/** Writes a whole page. */
export function page(frame: PageFrame): string {
  const { title, shown, path, origin, description = '', head, body, keep = '' } = frame
  const address = `${origin}${path}`
  // Each language is a page of its own to a search engine, beside the one with both.
  const own = `${address}${query('', shown)}`
  const link = (lang: string) => `${path}${query(keep, lang)}`
  return html`<!doctype html>
    <html lang="${shown === 'zh' ? 'zh-Hans' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <meta name="referrer" content="same-origin" />
        ${
          description !== '' &&
          html`<meta name="description" content="${description}" />
            <meta property="og:description" content="${description}" />`
        }
        <meta property="og:title" content="${title}" />
        <meta property="og:type" content="article" />
        <meta property="og:url" content="${own}" />
        <link rel="canonical" href="${own}" />
        <link rel="alternate" hreflang="x-default" href="${address}" />
        <link rel="alternate" hreflang="en" href="${address}?lang=en" />
        <link rel="alternate" hreflang="zh-Hans" href="${address}?lang=zh" />
        <link
          rel="alternate"
          type="application/atom+xml"
          href="/outcomes.atom"
          title="${plainly(LABELS.site, shown)}"
        />
        <link rel="stylesheet" href="${STYLE_PATH}" />
        ${head}
        ${frame.script !== undefined && html`<script src="${frame.script}" type="module"></script>`}
      </head>
      <body>
        <a class="skip" href="#text">${say(LABELS.skip, shown)}</a>
        <header class="bar">
          <a class="brand" href="/outcomes${query('', shown)}">Parley</a>
          <nav aria-label="${plainly(LABELS.site, shown)}">
            <a href="/outcomes${query('', shown)}">${say(LABELS.site, shown)}</a>
            <a href="/log/verify${query('', shown)}">${say(LABELS.verify, shown)}</a>
          </nav>
          <nav class="langs" aria-label="Language 语言">
            <a href="${link('both')}" ${shown === 'both' && html` aria-current="true"`}
              >EN · 中文</a
            >
            <a href="${link('en')}" lang="en" ${shown === 'en' && html` aria-current="true"`}
              >English</a
            >
            <a href="${link('zh')}" lang="zh-Hans" ${shown === 'zh' && html` aria-current="true"`}
              >中文</a
            >
          </nav>
        </header>
        <main id="text">${body}</main>
      </body>
    </html> `.toString()
}

/** A query string that keeps what was asked and sets the language. */
export function query(keep: string, shown: string): string {
  const params = new URLSearchParams(keep)
  params.delete('lang')
  if (shown !== 'both') params.set('lang', shown)
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** The page for everything that is not there, or not for this reader: always the same bytes. */
export function notFoundPage(origin: string): string {
  const { notFoundTitle, notFound, notFoundHint } = LABELS
  return plainPage(origin, notFoundTitle, [notFound, notFoundHint], true)
}

/** The page for a question that nobody had time for. */
export function busyPage(origin: string): string {
  return plainPage(origin, LABELS.busyTitle, [LABELS.busy], false)
}

/** The page for whatever cannot be read while there is no database. */
export function awayPage(origin: string): string {
  return plainPage(origin, LABELS.awayTitle, [LABELS.away], false)
}

function plainPage(
  origin: string,
  title: Bilingual,
  sentences: readonly Bilingual[],
  asks: boolean,
): string {
  return page({
    title: `${title.en} · ${title.zh}`,
    shown: 'both',
    path: '/outcomes',
    origin,
    body: html`<h1>${title.en}</h1>
      <div class="second" lang="zh-Hans">${title.zh}</div>
      ${sentences.map(
        ({ en, zh }) =>
          html`<p>${en}</p>
            <p lang="zh-Hans">${zh}</p>`,
      )}
      ${
        asks &&
        html`<form class="search" role="search" action="/outcomes" method="get">
          <label
            >${say(LABELS.search, 'both')} <input type="search" name="q" maxlength="200"
          /></label>
          <button class="btn primary">${say(LABELS.search, 'both')}</button>
        </form>`
      }
      <p>
        <a href="/outcomes">${say(LABELS.allOutcomes, 'both')}</a>
        ${asks && html`· <a href="/sign-in">${say(LABELS.signInHint, 'both')}</a>`}
      </p>`,
  })
}
