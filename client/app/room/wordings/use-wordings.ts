import { LANGUAGES } from '#shared/kernel'
import {
  clauseHash,
  openDrafts,
  rootRuns,
  standingAmendments,
  textFingerprint,
  type Amendment,
  type ClauseKind,
  type DraftAmendment,
  type Runs,
  type Words,
} from '#shared/proposals'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useDialogue, type PartyView } from '../../../platform/record/dialogue.tsx'
import { sha256 } from '../../../platform/record/hash.ts'
import type { TextProvider } from '../../../platform/texts/index.ts'
import { useOwnSide, type OwnSide } from '../../../platform/record/side.ts'
import { useConnected } from '../../dialogue/connection.ts'

/** A text's words with their marks, as this page has them. */
export interface ReadText {
  readonly words: Words
  readonly runs: Runs
}

/** A wording on the table, with whose it is and its words as soon as they are here. */
export interface TabledWordingView {
  readonly amendment: Amendment
  /** The delegation; nothing for a compromise of the moderators. */
  readonly party: PartyView | undefined
  readonly text: ReadText | undefined
  /** Whether its side has tabled none since. */
  readonly isLatest: boolean
}

/** What stands on the table beside a clause, oldest first; words that were tabled never change. */
export function useTabled(proposalId: string, clauseId: string): readonly TabledWordingView[] {
  const { room, parties } = useDialogue()
  const standing = standingAmendments(room.instruments, proposalId).filter(
    (amendment) => amendment.clauseId === clauseId,
  )
  const texts = useReadTexts(standing.map(({ id }) => id))
  return standing.map((amendment, index) => ({
    amendment,
    party: parties.find(({ id }) => id === amendment.delegationId),
    text: texts.get(amendment.id),
    isLatest: standing.slice(index + 1).every((one) => one.delegationId !== amendment.delegationId),
  }))
}

/** The drafts of one's own side for a clause. */
export function useOwnDrafts(clauseId: string): {
  readonly side: OwnSide | undefined
  readonly drafts: readonly DraftAmendment[]
} {
  const { room } = useDialogue()
  const side = useOwnSide()
  const drafts = side === undefined ? [] : openDrafts(side.instruments, room.instruments)
  return { side, drafts: drafts.filter((draft) => draft.clauseId === clauseId) }
}

/** The words of some texts, each a group of its own, live. */
export function useReadTexts(ids: readonly string[]): ReadonlyMap<string, ReadText> {
  const { texts: provider } = useConnected()
  const key = ids.join()
  useEffect(() => {
    const closes = key === '' ? [] : key.split(',').map((id) => provider.open(id))
    return () => {
      for (const close of closes) close()
    }
  }, [provider, key])
  const [cache] = useState(() => new Map<string, { print: string; read: ReadText }>())
  const store = useMemo(() => printsOf(provider, key === '' ? [] : key.split(',')), [provider, key])
  useSyncExternalStore(store.subscribe, store.print)
  return new Map(
    ids.flatMap((id): [string, ReadText][] => {
      const doc = provider.text(id)?.doc
      if (doc === undefined || provider.group(id).state !== 'open') return []
      const print = textFingerprint(doc, LANGUAGES)
      const known = cache.get(id)
      if (known?.print === print) return [[id, known.read]]
      const [en = [], zh = []] = LANGUAGES.map((language) => rootRuns(doc, language))
      const plain = (runs: Runs['en']) => runs.map(({ text }) => text).join('')
      const read = { runs: { en, zh }, words: { en: plain(en), zh: plain(zh) } }
      cache.set(id, { print, read })
      return [[id, read]]
    }),
  )
}

/** What the words of some texts are, as one value that changes with them. */
function printsOf(provider: TextProvider, ids: readonly string[]) {
  let stops: (() => void)[] = []
  const stop = () => {
    for (const each of stops) each()
    stops = []
  }
  const watch = (listener: () => void) => {
    stop()
    stops = ids.flatMap((id) => {
      const doc = provider.text(id)?.doc
      if (doc === undefined) return []
      doc.on('update', listener)
      return [() => doc.off('update', listener)]
    })
  }
  return {
    subscribe: (listener: () => void) => {
      const end = provider.subscribe(() => {
        watch(listener)
        listener()
      })
      watch(listener)
      return () => {
        stop()
        end()
      }
    },
    print: () =>
      ids
        .map((id) => {
          const doc = provider.text(id)?.doc
          return doc === undefined || provider.group(id).state !== 'open'
            ? ''
            : textFingerprint(doc, LANGUAGES)
        })
        .join(),
  }
}

/** The hash that names words of a clause's kind. */
export function useHashOf(): (kind: ClauseKind, words: Words) => string {
  return useCallback((kind, words) => clauseHash(kind, words, sha256), [])
}
