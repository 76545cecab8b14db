import * as Y from 'yjs'
import { fromBase64, toBase64 } from './wire.ts'

/** An update under the id and the number that it was made with. */
export interface Outgoing {
  readonly mid: string
  readonly baseSeq: number
  readonly update: string
}

interface Item {
  readonly mid: string
  readonly baseSeq: number
  parts: Uint8Array[]
  bytes: number
  /** How many changes are gathered in it. */
  changes: number
  /** Whether the server may know it: then its bytes stay as they are, so that its id means them. */
  wasSent: boolean
  isUnderWay: boolean
}

/** How many updates of a text may be on their way; what is written meanwhile is gathered into one more (TY11). */
const MOST_UNDER_WAY = 4
/** The most bytes that are gathered into one update: a quarter of what the server takes at once. */
const MOST_GATHERED = 16 * 1024

/** What a person wrote and the server has not acknowledged, in order. */
export class Outbox {
  private readonly newId: () => string
  private items: Item[] = []

  constructor(newId: () => string) {
    this.newId = newId
  }

  get length(): number {
    return this.items.length
  }

  /** How many changes are in it, gathered or not: what a person is told that waits. */
  get changes(): number {
    return this.items.reduce((sum, { changes }) => sum + changes, 0)
  }

  /** Takes an update that was written when the text stood at a number. */
  add(update: Uint8Array, baseSeq: number): void {
    const last = this.items.at(-1)
    if (last !== undefined && !last.wasSent && last.bytes + update.length <= MOST_GATHERED) {
      last.parts.push(update)
      last.bytes += update.length
      last.changes += 1
    } else this.items.push(itemOf(this.newId(), baseSeq, update, false))
  }

  /** Takes over what an earlier page left, before everything else; answers what was not here already. */
  restore(left: readonly Outgoing[]): readonly Outgoing[] {
    const fresh = left.filter(({ mid }) => this.items.every((known) => known.mid !== mid))
    const items = fresh.map(({ mid, baseSeq, update }) =>
      itemOf(mid, baseSeq, fromBase64(update), true),
    )
    this.items.unshift(...items)
    return fresh
  }

  /** What may go out now, in order; it counts as under way from here on. */
  due(): readonly Outgoing[] {
    const room = MOST_UNDER_WAY - this.items.filter(({ isUnderWay }) => isUnderWay).length
    const due = this.items.filter(({ isUnderWay }) => !isUnderWay).slice(0, Math.max(0, room))
    for (const item of due) {
      item.isUnderWay = true
      item.wasSent = true
    }
    return due.map(outgoingOf)
  }

  /** The place of an update among those that are not acknowledged; nothing if it is none of them. */
  place(mid: string): number | undefined {
    const place = this.items.findIndex((item) => item.mid === mid)
    return place === -1 ? undefined : place
  }

  /** The server has made an update durable. */
  acknowledged(mid: string): void {
    this.items = this.items.filter((item) => item.mid !== mid)
  }

  /** An update has to go out again, under its id; without one, all of them. */
  again(mid?: string): void {
    for (const item of this.items)
      if (mid === undefined || item.mid === mid) item.isUnderWay = false
  }

  /** Everything in it, in order. */
  all(): readonly Outgoing[] {
    return this.items.map(outgoingOf)
  }

  clear(): void {
    this.items = []
  }
}

function itemOf(mid: string, baseSeq: number, update: Uint8Array, wasSent: boolean): Item {
  return {
    mid,
    baseSeq,
    parts: [update],
    bytes: update.length,
    changes: 1,
    wasSent,
    isUnderWay: false,
  }
}

function outgoingOf(item: Item): Outgoing {
  if (item.parts.length > 1) item.parts = [Y.mergeUpdates(item.parts)]
  const { mid, baseSeq, parts } = item
  return { mid, baseSeq, update: toBase64(parts[0] ?? new Uint8Array()) }
}
