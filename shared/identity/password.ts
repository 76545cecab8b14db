import { COMMON_PASSWORDS } from './common-passwords.ts'

/** The fewest characters of a password. */
export const SHORTEST_PASSWORD = 12

/** The most characters of a password. */
export const LONGEST_PASSWORD = 1024

/** What is wrong with a password; the codes of the refusals are these with `identity/password-` before them. */
export type PasswordFlaw = 'short' | 'common' | 'personal'

/** Whose password it is to be: their own words are too easily guessed. */
export interface PasswordOwner {
  readonly email: string
  readonly name: { readonly en: string; readonly zh: string }
}

// What must be left of a password once the owner's own words are taken out of it.
const LEAST_BESIDE_OWN_WORDS = 8
const LEAST_OWN_WORD = 4
const LEAST_DIFFERENT = 5

/**
 * What is wrong with a password, or nothing. No rule asks for capitals or signs: length does more. Refused are what is
 * short, what everybody tries first, and what is made of one's own name or address (NIST SP 800-63B, 3.1.1.2).
 */
export function passwordFlaw(password: string, owner: PasswordOwner): PasswordFlaw | undefined {
  const plain = password.normalize('NFKC').toLowerCase()
  if (Array.from(plain).length < SHORTEST_PASSWORD) return 'short'
  if (isCommon(plain)) return 'common'
  const own = `${owner.email} ${owner.name.en} ${owner.name.zh} parley`.toLowerCase()
  const words = own.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= LEAST_OWN_WORD)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), plain)
  return rest.length < LEAST_BESIDE_OWN_WORDS && rest !== plain ? 'personal' : undefined
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < LEAST_DIFFERENT || isRun(plain) || isRepeated(plain)) return true
  const forms = [plain, spelt(plain), bare(plain), spelt(bare(plain)), bare(spelt(plain))]
  return forms.some((word) => COMMON_PASSWORDS.has(word) || isRepeatedCommon(word))
}

/** With the letters that digits and signs stand in for. */
function spelt(word: string): string {
  return Array.from(word, (sign) => LOOKS_LIKE[sign] ?? sign).join('')
}

/** Without the digits and signs at its ends. */
function bare(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

/** One short piece said again and again. */
function isRepeated(plain: string): boolean {
  return /^(.{1,6}?)\1+.{0,3}$/u.test(plain)
}

function isRepeatedCommon(word: string): boolean {
  const piece = /^(\p{L}+?)\1+$/u.exec(word)?.[1]
  return piece !== undefined && COMMON_PASSWORDS.has(piece)
}

/** Neighbours on a keyboard or in the alphabet, forwards or backwards. */
function isRun(plain: string): boolean {
  const rows = [
    '01234567890123456789',
    'abcdefghijklmnopqrstuvwxyz',
    'qwertyuiopasdfghjklzxcvbnm',
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
    '1q2w3e4r5t6y7u8i9o0p',
  ]
  return rows.some(
    (row) => row.includes(plain) || Array.from(row).reverse().join('').includes(plain),
  )
}
