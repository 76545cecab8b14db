import * as z from 'zod'

/** What a member of a dialogue can be. Heads, delegates and advisers belong to a delegation. */
export const ROLES = [
  'convener',
  'moderator',
  'rapporteur',
  'head',
  'delegate',
  'adviser',
  'observer',
] as const

/** A member's role in a dialogue. */
export type Role = (typeof ROLES)[number]

/** Parses a role. */
export const roleSchema = z.enum(ROLES)

/** Fields of expertise that a member can bring. */
export const EXPERTISE = ['legal', 'engineering', 'policy', 'industry'] as const

/** Parses a field of expertise. */
export const expertiseSchema = z.enum(EXPERTISE)

/** Whether a role sits in a delegation. */
export function sitsInDelegation(role: Role): boolean {
  return role === 'head' || role === 'delegate' || role === 'adviser'
}
