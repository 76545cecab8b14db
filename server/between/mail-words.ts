import type { NoticeKind } from '#shared/app'
import { LANGUAGES, type Language } from '#shared/kernel'
import type { MailContents, MailLine } from './store-mails.ts'

interface Words {
  readonly subject: Readonly<Record<MailContents['kind'], string>>
  readonly kinds: Readonly<Record<NoticeKind, string>>
  /** What stands before the one link of a mail. */
  readonly invitation: string
  readonly recovery: string
  readonly foot: string
}

// What a mail says is written here in full: nothing of a dialogue is put into it but ids in addresses (BT7).
const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    subject: {
      'at-once': 'Parley: something is waiting for you',
      digest: 'Parley: what is waiting for you',
      invitation: 'Parley: you are invited to a dialogue',
      recovery: 'Parley: a link to a new password',
    },
    kinds: {
      'answer-ballot': 'It is your turn: a ballot was opened and awaits an answer from you.',
      'ballot-opened': 'A ballot was opened.',
      'silence-opened': 'A silence procedure was opened.',
      'ballot-ending': 'It is your turn: a ballot ends soon and has no answer from you yet.',
      'silence-ending': 'A silence procedure ends soon.',
      'referendum-lapsing':
        'It is your turn: an agreement ad referendum lapses soon unless you confirm it.',
      'ballot-closed': 'A ballot was closed.',
      'revision-issued': 'A revision of a text was issued.',
      'approve-outcome': 'It is your turn: an outcome awaits approval.',
      'outcome-published': 'An outcome was published.',
      'second-key': 'It is your turn: something awaits a second key.',
      'accept-rules': 'It is your turn: ground rules were issued and await acceptance.',
      'seat-asked': 'It is your turn: somebody waits for your consent to take part.',
      'session-planned': 'A session was planned.',
      'session-moved': 'A session has other dates.',
      'session-cancelled': 'A session was called off.',
      'comment-reply': 'There is a reply in a discussion you take part in.',
      admitted: 'You were admitted to a dialogue.',
    },
    invitation:
      'You are invited to take part in a dialogue. This link works once, for seven days; it is for you alone.',
    recovery:
      'Somebody, probably you, has asked for a link to a new password. It works once, within an hour, and ends all your sign-ins. If it was not you, you need not do anything: without this link nothing changes.',
    foot: 'This message says no more on purpose. Change what you are sent, or when:',
  },
  zh: {
    subject: {
      'at-once': 'Parley：有事项等待您处理',
      digest: 'Parley：待办事项汇总',
      invitation: 'Parley：您受邀参加一项对话',
      recovery: 'Parley：设置新密码的链接',
    },
    kinds: {
      'answer-ballot': '待您处理：一项表决已开始，等待您的答复。',
      'ballot-opened': '一项表决已开始。',
      'silence-opened': '一项默许程序已开始。',
      'ballot-ending': '待您处理：一项表决即将结束，尚未收到您的答复。',
      'silence-ending': '一项默许程序即将届满。',
      'referendum-lapsing': '待您处理：一项待核准同意即将失效，除非您予以核准。',
      'ballot-closed': '一项表决已结束。',
      'revision-issued': '一份案文发布了修订稿。',
      'approve-outcome': '待您处理：一项成果等待核准。',
      'outcome-published': '一项成果已发布。',
      'second-key': '待您处理：有事项等待第二把钥匙。',
      'accept-rules': '待您处理：基本规则已发布，等待接受。',
      'seat-asked': '待您处理：有人员参加事宜等待您同意。',
      'session-planned': '一次会议已安排。',
      'session-moved': '一次会议改期。',
      'session-cancelled': '一次会议已取消。',
      'comment-reply': '您参与的讨论有新的回复。',
      admitted: '您已加入一项对话。',
    },
    invitation: '您受邀参加一项对话。以下链接仅可使用一次，七日内有效，仅供您本人使用。',
    recovery:
      '有人（可能是您本人）请求设置新密码。以下链接仅可使用一次，一小时内有效，使用后您在各处的登录即告结束。如非本人所为，无须处理：不使用此链接，一切不变。',
    foot: '本邮件有意不作更多说明。如需更改接收内容或时间：',
  },
}

/** The subject and the words of a mail, in the reader's language, or in both (BT7). */
export function composeMail(
  contents: MailContents,
  origin: string,
): { readonly subject: string; readonly body: string } {
  const languages = contents.language === null ? LANGUAGES : [contents.language]
  return {
    subject: languages.map((language) => WORDS[language].subject[contents.kind]).join(' / '),
    body: languages.map((language) => bodyIn(WORDS[language], contents, origin)).join('\n\n——\n\n'),
  }
}

function bodyIn(words: Words, contents: MailContents, origin: string): string {
  if (contents.secretPath !== null) {
    const before = contents.kind === 'recovery' ? words.recovery : words.invitation
    return `${before}\n\n${origin}${contents.secretPath}\n`
  }
  const told = [
    ...new Set(contents.lines.map((line) => `${words.kinds[line.kind]}\n${linkOf(line, origin)}`)),
  ]
  return `${told.join('\n\n')}\n\n${words.foot}\n${origin}/account\n`
}

/** Leads to the very place; an address holds ids only. */
function linkOf({ dialogueId, place }: MailLine, origin: string): string {
  const { page, proposalId, clauseId, sessionId } = place
  const base = `${origin}/dialogues/${dialogueId}${page === 'overview' ? '' : `/${page}`}`
  if (page === 'sessions' && sessionId !== undefined) return `${base}?session=${sessionId}`
  const search = new URLSearchParams({
    ...(proposalId === undefined ? {} : { text: proposalId }),
    ...(clauseId === undefined ? {} : { clause: clauseId }),
  }).toString()
  return page === 'room' && search !== '' ? `${base}?${search}` : base
}
