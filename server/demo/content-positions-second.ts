import type { DemoStatement } from './content-positions.ts'

/** How the positions moved in the second session, and the first positions on clauses. */
export const DEMO_POSITIONS_SECOND: readonly DemoStatement[] = [
  {
    session: 2,
    side: 'A',
    on: 'subtopic',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'Acceptable as far as data used to train and operate AI systems is concerned.',
      zh: '就用于训练和运行人工智能系统的数据而言，可以接受。',
    },
    conditions: {
      en: 'The work is led by experts and reports to the dialogue once a year.',
      zh: '由专家主导有关工作，每年向该对话报告一次。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'subtopic',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'We welcome the limitation to AI systems as a beginning.',
      zh: '作为起步，欢迎先限于人工智能系统。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'which',
    stance: 'accept',
    tabled: true,
    rationale: {
      en: 'The three categories of the chairs’ text can serve, once the thresholds are settled.',
      zh: '阈值确定后，主席案文所列三个类别可以作为基础。',
    },
    conditions: {
      en: 'Surveying and mapping data stay outside, or are narrowed to named facilities.',
      zh: '测绘数据不予列入，或限于具名设施。',
    },
    sources: ['28 CFR Part 202'],
  },
  {
    session: 2,
    side: 'B',
    on: 'which',
    stance: 'accept',
    tabled: true,
    rationale: {
      en: 'The list may be short, provided that it can be updated by an agreed procedure.',
      zh: '清单可以从简，但须能够按照商定程序更新。',
    },
    sources: ['《网络数据安全管理条例》（2024年）', '《促进和规范数据跨境流动规定》（2024年）'],
  },
  {
    session: 2,
    side: 'A',
    on: 'territory',
    stance: 'reserve',
    tabled: true,
    rationale: {
      en: 'Conceivable for a closed list; we need to see the list before we move further.',
      zh: '对于封闭式清单可以考虑；在进一步让步之前，需先看到清单。',
    },
    conditions: {
      en: 'The list is exhaustive, and “flow freely” is given legal effect.',
      zh: '清单须为详尽列举，“自由流动”须具有法律效力。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'territory',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'Unchanged. We note that the other delegation no longer rejects the idea.',
      zh: '立场不变。我们注意到对方代表团已不再反对这一思路。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'narrow',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'Quantities in the text are the only test that a court and an engineer read alike.',
      zh: '在案文中写明数量，是法官与工程师理解一致的唯一标准。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'narrow',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'Quantities may be stated, at levels that practice has shown to matter.',
      zh: '可以写明数量，但应采用实践证明确有意义的标准。',
    },
    conditions: {
      en: 'Thresholds are reviewed together with the list.',
      zh: '阈值随清单一并审查。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'boundary',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'A stated purpose and a test of necessity can be accepted; review by the other side cannot.',
      zh: '可以接受说明目的和必要性检验，不能接受由对方审查。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'boundary',
    stance: 'accept',
    tabled: true,
    rationale: {
      en: 'We can live with a stated purpose, on condition that it can be discussed.',
      zh: '可以接受说明目的的做法，前提是能够就此进行讨论。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'third',
    stance: 'accept-with-changes',
    tabled: false,
    rationale: {
      en: 'For the delegation alone: we could give up the access condition in exchange for acknowledged countermeasures.',
      zh: '仅供本团内部参考：如对方同意公开承认反制措施，我方可以放弃市场准入条件。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'third',
    stance: 'oppose',
    tabled: true,
    rationale: {
      en: 'Seeking cooperation is one thing; compelling it through access to a market is another.',
      zh: '寻求合作是一回事，以市场准入相迫则是另一回事。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'minerals',
    stance: 'oppose',
    tabled: true,
    rationale: {
      en: 'Unchanged; option 1 of the compilation would meet our concern.',
      zh: '立场不变；汇编案文的备选案文一可以回应我方关切。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'legacy',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'Parts and maintenance for mature lines can be added to what is left outside.',
      zh: '成熟生产线的零部件和维护服务，也可以列入排除范围。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'legacy',
    stance: 'accept',
    tabled: false,
    rationale: {
      en: 'For the delegation alone: conditions on the end use of cloud services are tolerable if tools are included.',
      zh: '仅供本团内部参考：如将制造设备纳入，可以容忍对云服务附加最终用途条件。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'c-listed',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'Without an exhaustive list the clause gives no certainty.',
      zh: '没有详尽列举的清单，本条便不能提供确定性。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'c-listed',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'A list that can be updated by agreement is both certain and durable.',
      zh: '能够经商定更新的清单，既具确定性，又能长久适用。',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 's-proportion',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'A countermeasure that is named as such can be negotiated away.',
      zh: '公开表明性质的反制措施，方可通过谈判予以解除。',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 's-proportion',
    stance: 'reserve',
    tabled: false,
    rationale: {
      en: 'For the delegation alone: to be weighed together with the clause on purpose.',
      zh: '仅供本团内部参考：应与关于目的的条款一并权衡。',
    },
  },
]
