import type { Language } from '#shared/kernel'
import type { DemoName } from './people.ts'

/** A comment of the demonstration on words of a clause, with its answers. */
export interface DemoComment {
  readonly by: DemoName
  readonly to: 'side' | 'room'
  readonly clause: string
  readonly language: Language
  readonly quote: string
  readonly body: string
  readonly replies?: readonly { readonly by: DemoName; readonly body: string }[]
  readonly resolvedBy?: DemoName
}

/** What people say about passages of the text on categories. */
export const DEMO_COMMENTS: readonly DemoComment[] = [
  {
    by: 'legalB',
    to: 'room',
    clause: 'c-essential',
    language: 'en',
    quote: 'demonstrable national security interest',
    body: 'To whom must it be demonstrable? We can live with the word if the clause does not create a duty to disclose the grounds of a measure to the other side.',
    replies: [
      {
        by: 'headA',
        body: 'To the side’s own reviewing body. We do not ask for disclosure across the table; a line in the explanation of position would settle it.',
      },
    ],
    resolvedBy: 'legalB',
  },
  {
    by: 'engineeringA',
    to: 'room',
    clause: 'c-listed',
    language: 'en',
    quote: 'the scope of each category should not be so broad as to hinder',
    body: 'Scope can be measured: number of persons, resolution in metres, sampling rate. I can bring a table of thresholds per category to the next session.',
    replies: [
      {
        by: 'legalB',
        body: '欢迎技术指标。请同时给出每项指标所对应的可预见危害，否则门槛只是数字。',
      },
    ],
  },
  {
    by: 'legalB',
    to: 'room',
    clause: 'c-listed',
    language: 'zh',
    quote: '不应过宽',
    body: '英文“should not”为倡导性表述，中文“不应”在我国法律文本中语气更强。建议两种文本统一为“不宜”与“should not”，或“不得”与“shall not”。',
  },
  {
    by: 'engineeringA',
    to: 'side',
    clause: 'c-territory',
    language: 'en',
    quote: 'within its own territory',
    body: 'Our cloud providers replicate across regions for resilience. If “retain” means a single copy only, half of the disaster-recovery designs in use today would breach this clause.',
    replies: [
      {
        by: 'headA',
        body: 'Keep it among ourselves until we know whether B reads it as “a copy” or “the only copy”.',
      },
    ],
  },
  {
    by: 'legalB',
    to: 'side',
    clause: 'c-experts',
    language: 'zh',
    quote: '法律与工程专家',
    body: '内部：建议我方在第三次会议后提出专家名单，法律两人、工程两人，避免由对方确定人选比例。',
  },
]
