import type { Role } from '#shared/identity'
import type { Bilingual } from '#shared/kernel'
import { createHash } from 'node:crypto'

type Expertise = 'legal' | 'engineering' | 'policy' | 'industry'

/** The password of everybody in the demonstration; such accounts exist nowhere else. */
export const DEMO_PASSWORD = 'parley-demonstration'

/** Somebody who takes part in the demonstration. */
export interface DemoPerson {
  readonly id: string
  readonly email: string
  readonly name: Bilingual
  readonly role: Role
  /** The letter of the delegation, for those who sit in one. */
  readonly side: 'A' | 'B' | null
  readonly expertise: Expertise | null
}

/** The names of the two delegations, of equal standing. */
export const DEMO_DELEGATIONS = {
  A: { en: 'American experts', zh: '美方专家' },
  B: { en: 'Chinese experts', zh: '中方专家' },
} as const satisfies Record<string, Bilingual>

/** Where each delegation works. */
export const DEMO_TIME_ZONES = { A: 'America/New_York', B: 'Asia/Shanghai' } as const

/** A UUID that is always the same for the same words. */
export function demoId(words: string): string {
  const hex = createHash('sha256').update(`demonstration/${words}`).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`]
  return [...parts, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** Everybody in the demonstration, by the first part of the e-mail address. */
export const DEMO_PEOPLE = {
  convener: person('convener', 'convener', ['Lucas Meyer', '卢卡斯·迈尔']),
  chairOne: person('chair.one', 'moderator', ['Margaret Ashdown', '玛格丽特·阿什当']),
  chairTwo: person('chair.two', 'moderator', ['Tan Weiming', '谭维明']),
  rapporteur: person('rapporteur', 'rapporteur', ['Ingrid Solheim', '英格丽·索尔海姆']),
  observer: person('observer', 'observer', ['Amina Haddad', '阿米娜·哈达德']),
  headA: seat('head', 'A', 'head', 'policy', ['Eleanor Whitcombe', '埃莉诺·惠特科姆']),
  legalA: seat('legal', 'A', 'delegate', 'legal', ['Daniel Reyes', '丹尼尔·雷耶斯']),
  engineeringA: seat('engineering', 'A', 'delegate', 'engineering', ['Priya Raman', '普丽娅·拉曼']),
  industryA: seat('industry', 'A', 'adviser', 'industry', [
    'Thomas Lindqvist',
    '托马斯·林德奎斯特',
  ]),
  headB: seat('head', 'B', 'head', 'policy', ['Shen Jinghua', '沈景华']),
  legalB: seat('legal', 'B', 'delegate', 'legal', ['Fang Yimin', '方一民']),
  engineeringB: seat('engineering', 'B', 'delegate', 'engineering', ['Luo Wenbo', '罗文博']),
  industryB: seat('industry', 'B', 'adviser', 'industry', ['Gu Xiaolan', '顾晓岚']),
} as const satisfies Record<string, DemoPerson>

/** Somebody in the demonstration. */
export type DemoName = keyof typeof DEMO_PEOPLE

function person(address: string, role: Role, [en, zh]: readonly [string, string]): DemoPerson {
  const email = `${address}@demo.example`
  return { id: demoId(email), email, name: { en, zh }, role, side: null, expertise: null }
}

function seat(
  address: string,
  side: 'A' | 'B',
  role: Role,
  expertise: Expertise,
  names: readonly [string, string],
): DemoPerson {
  return { ...person(`${address}.${side.toLowerCase()}`, role, names), side, expertise }
}
