import type { BallotResult } from '#shared/agreement'
import type { Bilingual } from '#shared/kernel'
import type { ClausePlace } from '#shared/proposals'
import type { Phase } from '#shared/sessions'

/** An instant as the minutes write it, in UTC, so that readers in two zones read the same. */
function at(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
}

const PHASE_WORDS: Readonly<Record<Phase, Bilingual>> = {
  opening: { en: 'opening', zh: '开幕' },
  positions: { en: 'positions', zh: '立场' },
  drafting: { en: 'drafting', zh: '起草' },
  review: { en: 'review', zh: '审议' },
  closing: { en: 'closing', zh: '闭幕' },
}

const RESULT_WORDS: Readonly<Record<BallotResult | 'reserved', Bilingual>> = {
  agreed: { en: 'agreed', zh: '已达成一致' },
  reserved: { en: 'agreed, with a reservation on record', zh: '已达成一致，附有记录在案的保留' },
  'agreed-ad-referendum': { en: 'agreed ad referendum', zh: '待核准的一致' },
  'not-agreed': { en: 'not agreed', zh: '未达成一致' },
}

const one = (words: Bilingual, language: 'en' | 'zh') =>
  words[language] || words[language === 'en' ? 'zh' : 'en']
/** A title with a colon behind it, unless it asks something. */
const named = (title: Bilingual, language: 'en' | 'zh') => {
  const words = one(title, language)
  if (/[?？]$/.test(words)) return language === 'en' ? `${words} ` : words
  return language === 'en' ? `${words}: ` : `${words}：`
}
const both = (en: string, zh: string): Bilingual => ({ en, zh })

/** What the minutes say, sentence by sentence, in both languages. */
export const MINUTES = {
  title: (number: number): Bilingual =>
    both(`Minutes of session ${number}`, `第 ${number} 次会议记录`),
  agenda: both('Agenda', '议程'),
  course: both('Course of the session', '会议进程'),
  texts: both('Texts', '案文'),
  decisions: both('Decisions', '决定'),
  session: (number: number, title: Bilingual, from: string, to: string | null): Bilingual =>
    to === null
      ? both(
          `Session ${number}, “${one(title, 'en')}”, began at ${at(from)} and is still open.`,
          `第 ${number} 次会议“${one(title, 'zh')}”于 ${at(from)} 开始，尚未结束。`,
        )
      : both(
          `Session ${number}, “${one(title, 'en')}”, was held from ${at(from)} to ${at(to)}.`,
          `第 ${number} 次会议“${one(title, 'zh')}”于 ${at(from)} 至 ${at(to)} 举行。`,
        ),
  item: (title: Bilingual, minutes: number, from: string, to: string | null): Bilingual =>
    both(
      `${named(title, 'en')}taken up at ${at(from)}${to === null ? '' : `, finished at ${at(to)}`} (planned: ${minutes} minutes).`,
      `${named(title, 'zh')}${at(from)} 开始审议${to === null ? '' : `，${at(to)} 结束`}（计划 ${minutes} 分钟）。`,
    ),
  notTakenUp: (title: Bilingual): Bilingual =>
    both(`${named(title, 'en')}not taken up.`, `${named(title, 'zh')}未审议。`),
  phase: (phase: Phase, from: string): Bilingual =>
    both(
      `The session went on to the phase “${PHASE_WORDS[phase].en}” at ${at(from)}.`,
      `会议于 ${at(from)} 进入${PHASE_WORDS[phase].zh}阶段。`,
    ),
  pause: (from: string, until: string): Bilingual =>
    both(
      `A break was announced at ${at(from)}, until ${at(until)}.`,
      `${at(from)} 宣布休会，至 ${at(until)}。`,
    ),
  opened: (title: Bilingual): Bilingual =>
    both(`The text “${one(title, 'en')}” was opened.`, `提出案文“${one(title, 'zh')}”。`),
  clauses: (title: Bilingual, added: number, withdrawn: number): Bilingual =>
    both(
      `“${one(title, 'en')}”: ${added} clauses were added, ${withdrawn} were withdrawn.`,
      `“${one(title, 'zh')}”：增加 ${added} 条，撤回 ${withdrawn} 条。`,
    ),
  words: (title: Bilingual, changed: number): Bilingual =>
    both(
      `“${one(title, 'en')}”: the words of ${changed} clauses were changed.`,
      `“${one(title, 'zh')}”：修改了 ${changed} 条的文字。`,
    ),
  revision: (title: Bilingual, number: number, when: string): Bilingual =>
    both(
      `“${one(title, 'en')}”: Rev.${number} was issued at ${at(when)}.`,
      `“${one(title, 'zh')}”：${at(when)} 发布第 ${number} 次修订稿。`,
    ),
  group: (title: Bilingual, report: Bilingual): Bilingual =>
    both(
      `The drafting group “${one(title, 'en')}” reported: ${one(report, 'en')}`,
      `起草小组“${one(title, 'zh')}”报告：${one(report, 'zh')}`,
    ),
  ballot: (number: number, place: Bilingual, result: BallotResult | 'reserved'): Bilingual =>
    both(
      `Ballot ${number}, on ${place.en}: ${RESULT_WORDS[result].en}.`,
      `表决 ${number}（${place.zh}）：${RESULT_WORDS[result].zh}。`,
    ),
  ballotOpen: (number: number, place: Bilingual): Bilingual =>
    both(
      `Ballot ${number}, on ${place.en}, was opened and is pending.`,
      `表决 ${number}（${place.zh}）已开始，尚未结束。`,
    ),
  clause: (place: ClausePlace | undefined, title: Bilingual): Bilingual => {
    const [en, zh] = [`“${one(title, 'en')}”`, `“${one(title, 'zh')}”`]
    if (place !== undefined && place.number !== null)
      return both(`clause ${place.number} of ${en}`, `${zh}第 ${place.number} 条`)
    if (place?.kind === 'preambular' && place.ordinal !== null)
      return both(
        `preambular paragraph ${place.ordinal} of ${en}`,
        `${zh}序言第 ${place.ordinal} 段`,
      )
    return both(`a clause of ${en}`, `${zh}的一项条款`)
  },
  confirmed: (number: number): Bilingual =>
    both(
      `The agreement ad referendum of ballot ${number} was confirmed.`,
      `表决 ${number} 的待核准同意获得核准。`,
    ),
  lapsed: (number: number): Bilingual =>
    both(
      `The agreement ad referendum of ballot ${number} lapsed unconfirmed.`,
      `表决 ${number} 的待核准同意未获核准，已失效。`,
    ),
  published: (reference: string): Bilingual =>
    both(`Outcome ${reference} was published.`, `成果 ${reference} 已发布。`),
  nothing: both('Nothing was put to a decision.', '未作出决定。'),
}
