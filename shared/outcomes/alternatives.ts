import type { Bilingual } from '#shared/kernel'
import { parseBrackets, type DelegationLabels } from '#shared/proposals'

/** Where the words of one alternative stand. */
interface Slot {
  readonly from: number
  readonly to: number
  readonly holders: string
}

/** Alternatives that stand side by side; an inner level lies within an outer one. */
interface Alternation {
  readonly level: number
  readonly slots: readonly Slot[]
}

/** In which order the words of each language's slots come, as places in the order that they have now. */
type Orders = readonly [en: readonly number[], zh: readonly number[]]

const BETWEEN = /^[ \t\u3000]*(?:[/,，、;；]|or|and\/or|或者?|和\/或)?[ \t\u3000]*$/iu

/**
 * The words with competing alternatives in an order that follows from the words alone: by their English text, then by
 * their Chinese (OU39). Both languages keep one order; where they do not hold the same alternatives, each follows its
 * own words. `bare` takes from an alternative what says whose it is.
 */
export function inOrderOfWords(
  words: Bilingual,
  labels: DelegationLabels,
  bare: (text: string) => string,
): Bilingual {
  const levels = [words.en, words.zh].flatMap((text) =>
    alternations(text, labels).map(({ level }) => level),
  )
  let now = words
  const deepest = Math.max(-1, ...levels)
  // What the labels say belongs together stands in one order first, outermost before what lies within.
  for (let level = 0; level <= deepest; level++) {
    now = rearranged(now, level, labels, (en, zh) => asHeld(en, zh))
  }
  for (let level = deepest; level >= 0; level--) {
    const { en, zh } = now
    const key = (text: string) => (slot: Slot) => bare(text.slice(slot.from, slot.to)).trim()
    now = rearranged(now, level, labels, (inEn, inZh) =>
      sorted(inEn.slots.map(key(en)), inZh.slots.map(key(zh))),
    )
  }
  return now
}

function rearranged(
  { en, zh }: Bilingual,
  level: number,
  labels: DelegationLabels,
  order: (en: Alternation, zh: Alternation) => Orders,
): Bilingual {
  const at = (text: string) => alternations(text, labels).filter((one) => one.level === level)
  const [inEn, inZh] = [at(en), at(zh)]
  const areAlike =
    inEn.length === inZh.length &&
    inEn.every(({ slots }, n) => slots.length === inZh[n]?.slots.length)
  if (areAlike) {
    const orders = inEn.map((one, n) => order(one, inZh[n] ?? one))
    const of = (side: 0 | 1) => orders.map((both) => both[side])
    return { en: inNewOrder(en, inEn, of(0)), zh: inNewOrder(zh, inZh, of(1)) }
  }
  const none = { level, slots: [] }
  return {
    en: inNewOrder(
      en,
      inEn,
      inEn.map((one) => order(one, none)[0]),
    ),
    zh: inNewOrder(
      zh,
      inZh,
      inZh.map((one) => order(none, one)[1]),
    ),
  }
}

/** The Chinese alternatives in the order of the English ones, where each has holders of its own. */
function asHeld(en: Alternation, zh: Alternation): Orders {
  const [inEn, inZh] = [en.slots, zh.slots].map((slots) => slots.map(({ holders }) => holders))
  const asTheyAre = [en.slots.map((_, n) => n), zh.slots.map((_, n) => n)] as const
  if (inEn === undefined || inZh === undefined) return asTheyAre
  const matched = inEn.map((holders) => inZh.indexOf(holders))
  const isWhole =
    inEn.length === inZh.length && !matched.includes(-1) && new Set(matched).size === inZh.length
  return isWhole ? [asTheyAre[0], matched] : asTheyAre
}

function sorted(en: readonly string[], zh: readonly string[]): Orders {
  const places = Array.from({ length: Math.max(en.length, zh.length) }, (_, n) => n)
  const compare = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)
  places.sort((a, b) => compare(en[a], en[b]) || compare(zh[a], zh[b]) || a - b)
  return [en.length === 0 ? [] : places, zh.length === 0 ? [] : places]
}

function inNewOrder(
  text: string,
  all: readonly Alternation[],
  orders: readonly (readonly number[])[],
): string {
  const replaced = all.flatMap(({ slots }, n) =>
    slots.map((slot, place) => {
      const source = slots[orders[n]?.[place] ?? place] ?? slot
      return { ...slot, words: text.slice(source.from, source.to) }
    }),
  )
  return replaced
    .sort((a, b) => b.from - a.from)
    .reduce((now, { from, to, words }) => now.slice(0, from) + words + now.slice(to), text)
}

/** Brackets side by side, also with an “or” between them, and the options of one passage. */
function alternations(text: string, labels: DelegationLabels): Alternation[] {
  const { tree, spans, options } = parseBrackets(text, labels)
  const found: Alternation[] = []
  /** Who holds an alternative: who signed it, or what lies in it. */
  const slot = (from: number, to: number, signed: readonly string[]): Slot => {
    const within = () =>
      parseBrackets(`[${text.slice(from, to)}]`, labels).spans.flatMap(({ holders }) => holders)
    const all = signed.length > 0 ? signed : within()
    return { from, to, holders: [...new Set(all)].sort().join() }
  }
  const add = (level: number, slots: readonly Slot[]) => {
    if (slots.length > 1) found.push({ level, slots })
  }
  for (const family of [tree, ...spans.map(({ children }) => children)]) {
    let run: Slot[] = []
    let end = 0
    for (const { from, to, wordsFrom, innerTo, depth, holders } of family) {
      if (run.length > 0 && !BETWEEN.test(text.slice(end, from))) {
        add(2 * depth + 1, run)
        run = []
      }
      run.push(slot(wordsFrom, innerTo, holders))
      end = to
    }
    add(2 * (family[0]?.depth ?? 0) + 1, run)
  }
  for (const group of new Set(options.map((option) => option.group))) {
    const members = options.filter((option) => option.group === group)
    const bracket = members[0]?.bracket ?? null
    const level = bracket === null ? 0 : 2 * ((spans[bracket]?.depth ?? 0) + 1)
    const slots = members.map(({ wordsFrom, to }) => {
      const words = text.slice(wordsFrom, to)
      return slot(wordsFrom, wordsFrom + words.trimEnd().length, [])
    })
    add(level, slots)
  }
  return found
}
