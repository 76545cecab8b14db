import type { Database } from '../db.ts'
import type { Channel, Publisher } from '../realtime.ts'
import { watch } from '../watch.ts'
import { createAuditor } from './auditor.ts'
import { registerTextChannel, type ReadFor, type TextAccess } from './channel.ts'
import { createCompactor } from './compactor.ts'
import { createHost, type Host } from './host.ts'

export { type TextAccess } from './channel.ts'
export {
  historySteps,
  wholeLogs,
  wordsAround,
  type HistoryRow,
  type HistoryStep,
} from './history.ts'
export { createHistories, type Histories } from './histories.ts'
export { Replay, type TextHistory } from './replay.ts'
export {
  createText,
  forkText,
  holdWords,
  lockText,
  readText,
  readTexts,
  rebuildText,
  replaceAt,
  replaceText,
  tableText,
  unlockText,
  type NewText,
} from './words.ts'

/** The texts of this process. */
export interface Texts extends Host {
  /** Settles when nothing is left to do behind the writers' backs: snapshots, and texts that begin afresh. */
  settled(): Promise<void>
}

/** Hosts the texts of this process and registers their channel. */
export function openTexts(options: {
  readonly db: Database
  readonly channel: Channel
  readonly publisher: Publisher
  readonly access: TextAccess
  /** How texts are read for somebody; directly, unless told otherwise. */
  readonly readFor?: ReadFor
  readonly report: (error: unknown) => void
  readonly onCommit?: (ms: number, updates: number) => void
  /** How often, in milliseconds, what others wrote is looked for beside being told; not at all when left out. */
  readonly lookEvery?: () => number
  readonly troubleOf?: (error: unknown) => string | undefined
  /** A fault for drills: answers go out before their commit. */
  readonly acknowledgeEarly?: boolean
}): Texts {
  const { db, channel, access, report } = options
  const onAfresh = (textId: string) => host.changed([textId])
  const compactor = createCompactor({ db, report, onAfresh })
  const host = createHost({
    ...options,
    onLongTail: (textId, when) =>
      when === 'now' ? compactor.ask(textId) : compactor.askWhenQuiet(textId),
  })
  const directly: ReadFor = (_accountId, read) => read(db)
  const { readFor = directly } = options
  const auditor = createAuditor(db)
  const onAstray = (textId: string) => compactor.compare(textId)
  const onLongTail = (textId: string) => compactor.ask(textId)
  const channelOptions = { db, host, auditor, access, readFor, onLongTail, onAstray }
  const openGroups = registerTextChannel(channel, channelOptions)
  const watching =
    options.lookEvery &&
    watch({ every: options.lookEvery, look: () => host.look(openGroups()), report })
  return {
    ...host,
    settled: () => compactor.settled(),
    close: async () => {
      await watching?.stop()
      await host.close()
      await compactor.settled()
    },
  }
}
