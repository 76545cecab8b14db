import { KIND_LABELS } from '#shared/outcomes'
import { html } from './html.ts'
import { LABELS } from './labels.ts'
import type { Published } from './store-public.ts'

/** Writes a page of the Atom feed of outcomes. Instants are midnights: the feed tells the day and no more (OU13). */
export function atomFeed(
  outcomes: readonly Published[],
  next: string | null,
  origin: string,
): string {
  const days = outcomes.flatMap(({ publishedOn, withdrawnOn }) => [publishedOn, withdrawnOn ?? ''])
  const newest = days.sort().at(-1) ?? '1970-01-01'
  return html`<?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
      <id>${origin}/outcomes</id>
      <title>${LABELS.site.en} · ${LABELS.site.zh}</title>
      <updated>${newest}T00:00:00Z</updated>
      <link rel="self" type="application/atom+xml" href="${origin}/outcomes.atom" />
      <link rel="alternate" type="text/html" href="${origin}/outcomes" />
      ${next !== null && html`<link rel="next" type="application/atom+xml" href="${origin}${next}" />`}
      <author><name>Parley</name></author>
      ${outcomes.map(
        ({ outcome, publishedOn, withdrawnOn, sha256 }) =>
          html`<entry>
            <id>urn:sha256:${sha256}</id>
            <title>${[outcome.title.en, outcome.title.zh].filter(Boolean).join(' · ')}</title>
            <updated>${withdrawnOn ?? publishedOn}T00:00:00Z</updated>
            <published>${publishedOn}T00:00:00Z</published>
            <link rel="alternate" type="text/html" href="${origin}/outcomes/${outcome.reference}" />
            ${outcome.topics.map((topic) => html`<category term="${topic.en || topic.zh}" />`)}
            <summary>${KIND_LABELS[outcome.kind].en} · ${outcome.reference}</summary>
          </entry> `,
      )}</feed
    > `.toString()
}

/** Writes the sitemap of what everybody may read. */
export function sitemap(outcomes: readonly Published[], origin: string): string {
  return html`<?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>${origin}/outcomes</loc></url>
      ${outcomes.map(
        ({ outcome, publishedOn, withdrawnOn }) =>
          html`<url
            ><loc>${origin}/outcomes/${outcome.reference}</loc
            ><lastmod>${withdrawnOn ?? publishedOn}</lastmod></url
          > `,
      )}</urlset
    > `.toString()
}

/** Writes how an outcome stands now, for programs that check it. */
export function standingJson(published: Published): string {
  const { outcome, sha256, publishedOn, leafIndex, supersededBy, withdrawnOn } = published
  const { reference } = outcome
  return `${JSON.stringify({ reference, sha256, publishedOn, leafIndex, supersededBy, withdrawnOn })}\n`
}

/** Writes a page of the list of outcomes for machines, with the address of the next one. */
export function outcomesJson(outcomes: readonly Published[], next: string | null): string {
  const list = outcomes.map(
    ({ outcome, sha256, distribution, publishedOn, leafIndex, supersededBy, withdrawnOn }) => ({
      reference: outcome.reference,
      kind: outcome.kind,
      dialogue: outcome.dialogue,
      topics: outcome.topics,
      title: outcome.title,
      date: outcome.date,
      publishedOn,
      distribution,
      sha256,
      leafIndex,
      supersededBy,
      withdrawnOn,
      address: `/outcomes/${outcome.reference}`,
    }),
  )
  return `${JSON.stringify({ outcomes: list, next })}\n`
}
