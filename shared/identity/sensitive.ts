import type { OperationId } from './operations.ts'

/**
 * The column "sensitive" of the table of operations: what speaks for a delegation, is irreversible, or changes who
 * may do so or how somebody proves who they are. These are carried out only soon after the person has proved who
 * they are, so that a stolen cookie alone is worth none of them (W7).
 */
const SENSITIVE_OPERATIONS: ReadonlySet<string> = new Set([
  'agreement/answer',
  'agreement/confirm-ad-referendum',
  'agreement/break-silence',
  'agreement/propose-act',
  'agreement/second-act',
  'agreement/revoke-correction',
  'outcomes/approve',
  'outcomes/propose-withdrawal',
  'outcomes/second-withdrawal',
  'dialogues/admit-member',
  'dialogues/change-member',
  'dialogues/hand-over-head',
  'dialogues/restore-member',
  'http/invite',
  'http/change-security',
] satisfies readonly OperationId[])

/** Whether an operation asks for a recent authentication. */
export function isSensitive(operation: OperationId): boolean {
  return SENSITIVE_OPERATIONS.has(operation)
}
