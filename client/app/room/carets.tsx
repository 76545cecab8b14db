import { useEffect } from 'react'
import * as z from 'zod'
import type { Language } from '#shared/kernel'
import type { Live } from '../../platform/live/index.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { usePeople, useSelf } from '../../platform/record/dialogue.tsx'
import type { CaretPlace, RemoteCaret } from '../../proposals/editor/index.ts'

const NOBODY: readonly RemoteCaret[] = []

/** Where the others' carets stand, by text and language; a cell hears only of its own. */
export interface CaretStore {
  readonly subscribe: (textId: string, language: Language, listener: () => void) => () => void
  readonly at: (textId: string, language: Language) => readonly RemoteCaret[]
  readonly set: (carets: ReadonlyMap<string, readonly RemoteCaret[]>) => void
}

/** Makes a store of carets; what has not moved stays the same object. */
export function createCaretStore(): CaretStore {
  let known: ReadonlyMap<string, readonly RemoteCaret[]> = new Map()
  const listeners = new Map<string, Set<() => void>>()
  return {
    subscribe: (textId, language, listener) => {
      const place = `${textId}/${language}`
      const here = listeners.get(place) ?? new Set()
      listeners.set(place, here.add(listener))
      return () => {
        here.delete(listener)
        if (here.size === 0 && listeners.get(place) === here) listeners.delete(place)
      }
    },
    at: (textId, language) => known.get(`${textId}/${language}`) ?? NOBODY,
    set: (carets) => {
      const before = known
      known = new Map(
        [...carets].map(([place, list]) => {
          const old = before.get(place)
          return [place, JSON.stringify(old) === JSON.stringify(list) && old ? old : list]
        }),
      )
      for (const place of new Set([...before.keys(), ...known.keys()])) {
        if (before.get(place) === known.get(place)) continue
        for (const listener of listeners.get(place) ?? []) listener()
      }
    },
  }
}

/** Feeds the carets of everyone else into the store. */
export function CaretFeed(props: { readonly store: CaretStore }) {
  const { say } = useWords()
  const { me, parties } = useSelf()
  const people = usePeople()
  useEffect(() => {
    const carets = new Map<string, RemoteCaret[]>()
    for (const { accountId, socketId, at, delegationId, name } of people) {
      if (at === null || accountId === me.accountId) continue
      const tone = parties.find(({ id }) => id === delegationId)?.tone
      const place = `${at.textId}/${at.language}`
      const colour = tone === undefined ? 'var(--accent)' : `var(--party-${tone})`
      const caret = { key: socketId, name: say(name), colour, anchor: at.anchor, head: at.head }
      carets.set(place, [...(carets.get(place) ?? []), caret])
    }
    props.store.set(carets)
  }, [people, me, parties, say, props.store])
  return null
}

/** Milliseconds between two messages about where one's caret stands. */
const PACE = 80

/** Tells the others where my caret stands, at most so many times a second; the last place always gets through. */
export function createCaretTeller(live: Live, dialogueId: string) {
  let waiting: { at: unknown } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const send = () => {
    timer = undefined
    if (waiting === undefined) return
    const { at } = waiting
    waiting = undefined
    timer = setTimeout(send, PACE)
    void live.request('presence:set', { dialogueId, at }, z.unknown())
  }
  return (textId: string, language: Language, place: CaretPlace | null) => {
    waiting = { at: place === null ? null : { textId, language, ...place } }
    if (timer === undefined) send()
  }
}
