import { refuse, type Refusal } from '#shared/kernel'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import { countAttempts } from './attempts.ts'
import { takeCode, takeRecoveryCode } from './codes.ts'
import { assertionSchema, takeAssertion } from './passkeys.ts'
import type { InstitutionSettings } from './institution.ts'
import { isPassword } from './password.ts'
import { noteAccountEvent } from './store-events.ts'
import { factorsOf } from './store-factors.ts'
import { isLinked } from './store-institution.ts'
import { takeTicket } from './store-tickets.ts'
import { findForProof } from './store.ts'

/** Parses what a person proves with that they are who they say: a one-time or recovery code, or a passkey. */
export const factorSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('code'), code: z.string().min(1).max(40) }),
  z.strictObject({
    by: z.literal('passkey'),
    ticket: z.string().min(20).max(100),
    response: assertionSchema,
  }),
])

/** Parses a proof: a second factor, the password, what the institution gave, or, in the demonstration, one click. */
export const proofSchema = z.discriminatedUnion('by', [
  ...factorSchema.options,
  z.strictObject({ by: z.literal('password'), password: z.string().min(1).max(1024) }),
  z.strictObject({ by: z.literal('institution'), ticket: z.string().min(20).max(100) }),
  z.strictObject({ by: z.literal('demo') }),
])

/** A proof of who somebody is. */
type Proof = z.infer<typeof proofSchema>

/** Failed proofs that an account may have within the window. */
const ATTEMPTS = 10
const WINDOW_MS = 15 * 60_000

/** What an account's next proof may be. */
interface Provable {
  readonly password: boolean
  readonly code: boolean
  readonly passkeys: boolean
  /** The name of the institution that can be asked, or null. */
  readonly institution: string | null
  readonly demo: boolean
}

/** Checks proofs of accounts, and counts those that fail. */
export interface Prover {
  /** With what an account can prove itself: its second factor once it has one, else its password or its institution. */
  provable(accountId: string): Promise<Provable>
  /** Answers nothing when the proof is good, else why not. */
  prove(accountId: string, proof: Proof): Promise<Refusal | undefined>
}

const WRONG_PROOF = refuse('identity/wrong-proof')

/** Builds the one place where proofs are checked. */
export function createProver({
  db,
  demo,
  institution,
}: {
  readonly db: Database
  readonly demo: boolean
  readonly institution: InstitutionSettings | undefined
}): Prover {
  const attempts = countAttempts(db, 'proof', WINDOW_MS)

  async function provable(accountId: string): Promise<Provable> {
    const found = await findForProof(db, accountId)
    const { code, passkeys } = await factorsOf(db, accountId)
    const hasFactor = code || passkeys.length > 0
    const isVouchedFor =
      institution !== undefined && !hasFactor && (await isLinked(db, institution.issuer, accountId))
    return {
      institution: isVouchedFor ? institution.name : null,
      password: !hasFactor && (found?.password ?? null) !== null,
      code,
      passkeys: passkeys.length > 0,
      demo: demo && found?.isDemo === true,
    }
  }

  async function isGood(accountId: string, proof: Proof, may: Provable): Promise<boolean> {
    switch (proof.by) {
      case 'demo':
        return may.demo
      case 'password': {
        const found = may.password ? await findForProof(db, accountId) : undefined
        return isPassword(proof.password, found?.password ?? null)
      }
      case 'passkey':
        return (await takeAssertion(db, proof.ticket, proof.response)) === accountId
      case 'institution':
        return (
          may.institution !== null &&
          (await takeTicket(db, 'institution-proof', proof.ticket))?.accountId === accountId
        )
      case 'code': {
        if (await takeCode(db, accountId, proof.code)) return true
        const isRecovery = await takeRecoveryCode(db, accountId, proof.code)
        if (isRecovery) await noteAccountEvent(db, accountId, 'recovery-code-used')
        return isRecovery
      }
    }
  }

  return {
    provable,
    prove: async (accountId, proof) => {
      const { count } = await attempts.begin(accountId)
      if (count > ATTEMPTS) return refuse('identity/too-many-attempts')
      if (!(await isGood(accountId, proof, await provable(accountId)))) return WRONG_PROOF
      await attempts.forget(accountId)
      return undefined
    },
  }
}
