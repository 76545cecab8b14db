import {
  bilingualSchema,
  hashSchema,
  idSchema,
  instantSchema,
  type Bilingual,
  type Sha256,
} from '#shared/kernel'
import * as z from 'zod'
import {
  audienceSchema,
  checkChain,
  recordedEventSchema,
  type Audience,
  type ChainCheck,
  type Head,
  type RecordedEvent,
} from './event.ts'

const headSchema = z.strictObject({ seq: z.int().min(0), hash: hashSchema })

/** Parses a record that was saved as a file: the streams that its reader receives, each with its head. */
export const recordFileSchema = z.strictObject({
  format: z.literal('parley-record/1'),
  dialogueId: idSchema,
  title: bilingualSchema,
  savedAt: instantSchema,
  streams: z.array(
    z.strictObject({
      audience: audienceSchema,
      head: headSchema,
      events: z.array(recordedEventSchema),
    }),
  ),
})

/** A record that was saved as a file. */
export interface RecordFile {
  readonly format: 'parley-record/1'
  readonly dialogueId: string
  readonly title: Bilingual
  readonly savedAt: string
  readonly streams: readonly {
    readonly audience: Audience
    readonly head: Head
    readonly events: readonly RecordedEvent[]
  }[]
}

/** A stream with its events in order, its head, and what the check of its chain found. */
export interface CheckedStream {
  readonly audience: Audience
  readonly events: readonly RecordedEvent[]
  readonly check: ChainCheck | { readonly ok: false; readonly seq: number; readonly why: Misplaced }
}

/** `place`: an event of another dialogue or stream; `head`: the stream ends elsewhere than the file says. */
type Misplaced = 'place' | 'head'

/** Sorts events into their streams, the room's first. */
export function streamsOf(events: readonly RecordedEvent[]): Map<Audience, RecordedEvent[]> {
  const streams = new Map<Audience, RecordedEvent[]>([['room', []]])
  for (const event of events) {
    const stream = streams.get(event.audience)
    if (stream === undefined) streams.set(event.audience, [event])
    else stream.push(event)
  }
  return streams
}

/** Makes the file of a record from the events that its reader has (RC11). */
export function recordFile(
  of: Pick<RecordFile, 'dialogueId' | 'title' | 'savedAt'>,
  events: readonly RecordedEvent[],
  headOf: (audience: Audience) => Head,
): RecordFile {
  const streams = [...streamsOf(events)].map(([audience, own]) => ({
    audience,
    head: headOf(audience),
    events: own,
  }))
  return { format: 'parley-record/1', ...of, streams }
}

/** Checks every stream of a file and names in each the first event that does not fit (RC11). */
export function checkRecordFile(file: RecordFile, sha256: Sha256): CheckedStream[] {
  return file.streams.map(({ audience, head, events }) => {
    const stray = events.find(
      (event) => event.dialogueId !== file.dialogueId || event.audience !== audience,
    )
    const chain = checkChain(events, sha256)
    if (stray !== undefined && (chain.ok || stray.seq < chain.seq)) {
      return { audience, events, check: { ok: false, seq: stray.seq, why: 'place' } }
    }
    if (chain.ok && (chain.head.seq !== head.seq || chain.head.hash !== head.hash)) {
      const seq = Math.min(chain.head.seq, head.seq) + (chain.head.seq === head.seq ? 0 : 1)
      return { audience, events, check: { ok: false, seq, why: 'head' } }
    }
    return { audience, events, check: chain }
  })
}
