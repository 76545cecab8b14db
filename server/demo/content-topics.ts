import type { Bilingual } from '#shared/kernel'

/** The title of the demonstration's dialogue. */
export const DEMO_TITLE: Bilingual = {
  en: 'Dialogue on AI, data security and semiconductors',
  zh: '人工智能、数据安全与半导体对话',
}

/** A topic of the demonstration; a nested one names its parent, which stands before it. */
export interface DemoTopic {
  readonly key: string
  readonly parent?: string
  readonly title: Bilingual
}

/** The topics, in their order. */
export const DEMO_TOPICS: readonly DemoTopic[] = [
  { key: 'ai', title: { en: 'Artificial intelligence', zh: '人工智能' } },
  { key: 'data', title: { en: 'Data security', zh: '数据安全' } },
  {
    key: 'flows',
    parent: 'data',
    title: { en: 'Sensitive categories and cross-border flow', zh: '敏感数据类别与跨境流动' },
  },
  { key: 'chips', title: { en: 'Semiconductors', zh: '半导体' } },
]

/** A question of the demonstration, under one topic and perhaps linked to others. */
export interface DemoQuestion {
  readonly key: string
  readonly topic: string
  readonly linked: readonly string[]
  readonly text: Bilingual
}

/** The questions on which the delegations take positions. */
export const DEMO_QUESTIONS: readonly DemoQuestion[] = [
  {
    key: 'subtopic',
    topic: 'ai',
    linked: ['data'],
    text: {
      en: 'May data security be a subtopic of the AI dialogue, given how closely it is bound up with the security of AI?',
      zh: '鉴于数据安全与人工智能安全密切相关，可否将数据安全列为人工智能对话的分议题？',
    },
  },
  {
    key: 'which',
    topic: 'flows',
    linked: ['data', 'ai'],
    text: {
      en: 'Which categories of data carry national security implications, starting from “personal sensitive data” in US law and “important data” in Chinese law?',
      zh: '以美国法律中的“个人敏感数据”与中国法律中的“重要数据”为出发点，哪些类别的数据具有国家安全影响？',
    },
  },
  {
    key: 'territory',
    topic: 'flows',
    linked: ['data'],
    text: {
      en: 'Should data in such categories stay in the territory while all other data flows freely?',
      zh: '上述类别的数据是否应当留存境内，而其他数据一律自由流动？',
    },
  },
  {
    key: 'narrow',
    topic: 'data',
    linked: ['flows'],
    text: {
      en: 'How narrow must a category be, so that it does not hinder the cross-border flow on which business depends?',
      zh: '数据类别应当限定到何种程度，方不致妨碍商业运营所依赖的跨境流动？',
    },
  },
  {
    key: 'boundary',
    topic: 'chips',
    linked: ['ai'],
    text: {
      en: 'What is the boundary of national security with regard to semiconductors?',
      zh: '就半导体而言，国家安全的边界何在？',
    },
  },
  {
    key: 'third',
    topic: 'chips',
    linked: [],
    text: {
      en: 'Should third countries be made to take similar restrictions?',
      zh: '是否应当迫使第三国采取类似的限制措施？',
    },
  },
  {
    key: 'minerals',
    topic: 'chips',
    linked: [],
    text: {
      en: 'Are countermeasures on critical minerals productive?',
      zh: '针对关键矿产采取反制措施，是否具有建设性？',
    },
  },
  {
    key: 'legacy',
    topic: 'chips',
    linked: ['ai'],
    text: {
      en: 'Should legacy chips, manufacturing tools, cloud services and chips chiefly used for games be left outside controls?',
      zh: '成熟制程芯片、制造设备、云服务以及主要用于游戏的芯片，是否应当排除在管制之外？',
    },
  },
]

/** The ground rules that everybody accepted. */
export const DEMO_GROUND_RULES: Bilingual = {
  en: `1. The dialogue is held under the Chatham House Rule: what is said may be used, but neither the identity nor the affiliation of any speaker, nor that of any other participant, may be revealed.
2. Participants take part in their personal capacities. Nobody speaks for a government, and nothing said here commits one.
3. The delegations are of equal standing, whatever their number. Each speaks through its head when it takes a position or answers a ballot.
4. A delegation’s internal deliberations are its own. Nothing leaves them unless the delegation tables it.
5. Consensus is the absence of formal objection to exact words. A missing answer is not consent, and an objection is given with its reason.
6. The English and Chinese texts are equally authentic.
7. An outcome is published only with the approval of both co-chairs.`,
  zh: `一、对话遵循查塔姆研究所规则：可以使用会上所述内容，但不得透露任何发言者或其他与会者的身份或所属机构。
二、与会者均以个人身份参加，不代表任何政府发言，会上言论对任何政府均不具约束力。
三、各代表团不论人数多寡，地位平等。表明立场或答复表决时，由代表团团长代表本团作出。
四、代表团内部磋商内容归该代表团所有，未经其正式提出，不得外传。
五、协商一致是指对确切案文无正式反对意见。未作答复不视为同意；提出反对应当说明理由。
六、英文本与中文本同一作准。
七、成果文件须经两位联合主席共同批准，方可发布。`,
}

/** What the co-chairs ask everyone, without names, in the third session. */
export const DEMO_STRAW_POLL = {
  question: {
    en: 'How often should the list of categories be reviewed?',
    zh: '类别清单应当多久复审一次？',
  },
  options: [
    { en: 'Every year', zh: '每年' },
    { en: 'Every two years', zh: '每两年' },
    { en: 'Only when a delegation asks for it', zh: '仅在一方代表团提出时' },
  ],
}
