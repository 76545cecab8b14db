import {
  EMPTY_HEAD,
  checkChain,
  streamsOf,
  type Audience,
  type ChainCheck,
  type RecordedEvent,
} from '#shared/record'
import { useEffect, useMemo, useRef, useState } from 'react'
import { sha256 } from '../../platform/record/hash.ts'

/** How many events are hashed before the page may do something else. */
const AT_ONCE = 80

/** A stream as this page has it, and how far its chain has been checked here. */
export interface ChainView {
  readonly audience: Audience
  readonly events: readonly RecordedEvent[]
  readonly done: number
  readonly check: ChainCheck
}

const UNCHECKED: ChainCheck = { ok: true, head: EMPTY_HEAD }

/** Checks the chains of all streams on this page, piece by piece; what comes later is checked from where it stopped. */
export function useChains(history: readonly RecordedEvent[]): readonly ChainView[] {
  const streams = useMemo(() => streamsOf(history), [history])
  const kept = useRef(new Map<Audience, ChainCheck>())
  const [found, setFound] = useState<ReadonlyMap<Audience, ChainCheck>>(new Map())
  useEffect(() => {
    const going = { on: true }
    const work = async () => {
      for (const [audience, events] of streams) {
        for (;;) {
          await pause()
          if (!going.on) return
          const before = kept.current.get(audience) ?? UNCHECKED
          if (!before.ok || before.head.seq >= events.length) break
          const piece = events.slice(before.head.seq, before.head.seq + AT_ONCE)
          kept.current.set(audience, checkChain(piece, sha256, before.head))
          setFound(new Map(kept.current))
        }
      }
    }
    void work()
    return () => {
      going.on = false
    }
  }, [streams])
  return [...streams].map(([audience, events]) => {
    const check = found.get(audience) ?? UNCHECKED
    return { audience, events, check, done: check.ok ? check.head.seq : events.length }
  })
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
