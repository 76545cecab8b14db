import { isOperation, type OperationId } from '#shared/identity'
import type { Refusal } from '#shared/kernel'
import type { CommandAnswer } from '../platform/ledger.ts'
import type { SignedIn } from '../platform/realtime.ts'
import type { Execute } from './execute.ts'

/** Carries out a command of somebody signed in, over whichever transport it came. */
export type PersonalCommand = (
  who: SignedIn,
  command: Parameters<Execute>[1],
) => Promise<CommandAnswer>

/** Asks for a recent authentication before a sensitive command, of those only who may give it at all. */
export function createPersonalCommand(options: {
  readonly execute: Execute
  readonly permit: (
    operation: OperationId,
    accountId: string,
    dialogueId: string | undefined,
  ) => Promise<Refusal | undefined>
  readonly askRecent: (operation: OperationId, who: SignedIn) => Promise<Refusal | undefined>
}): PersonalCommand {
  const { execute, permit, askRecent } = options
  return async (who, command) => {
    const { type, dialogueId } = command
    const late = isOperation(type) ? await askRecent(type, who) : undefined
    if (late === undefined) return execute(who.accountId, command)
    const barred = isOperation(type) ? await permit(type, who.accountId, dialogueId) : undefined
    return barred ?? late
  }
}
