import type { Bilingual } from '#shared/kernel'

/** One side's estimate of a measure of the demonstration. */
interface DemoEstimate {
  readonly costs: Bilingual
  readonly response: Bilingual
  /** Points that it brings A and B. */
  readonly payoffs: readonly [a: number, b: number]
  readonly sources: readonly string[]
}

/** A measure of the demonstration, with both sides' estimates. */
export interface DemoMeasure {
  readonly key: string
  readonly name: Bilingual
  readonly protects: Bilingual
  readonly scope: Bilingual
  readonly answers: readonly string[]
  readonly A?: DemoEstimate
  readonly B?: DemoEstimate
}

/** Measures and the measures that answer them. */
export const DEMO_MEASURES: readonly DemoMeasure[] = [
  {
    key: 'm-chips',
    name: {
      en: 'Export controls on advanced chips and the tools to make them',
      zh: '对先进芯片及其制造设备的出口管制',
    },
    protects: {
      en: 'The lead in computing power for military use',
      zh: '军事用途算力方面的领先地位',
    },
    scope: {
      en: 'Chips above a performance threshold, lithography and deposition tools, servicing, related cloud services',
      zh: '超过性能门槛的芯片、光刻与沉积设备、维护服务以及相关云服务',
    },
    answers: [],
    A: {
      costs: {
        en: 'Lost sales of toolmakers and chip designers, less money for their research; a competitor that learns to do without',
        zh: '设备商与芯片设计企业销售损失、研发资金减少；竞争对手学会自给自足',
      },
      response: {
        en: 'Faster build-up of own capacity; licensing of minerals',
        zh: '加快建设自有产能；对矿产实行许可',
      },
      payoffs: [2, -6],
      sources: ['15 CFR Part 744 (October 2022, October 2023, December 2024)'],
    },
    B: {
      costs: {
        en: 'Delayed investment across whole industries, civilian ones above all; higher prices for users in both countries',
        zh: '多个产业尤其是民用产业投资推迟；两国用户成本上升',
      },
      response: {
        en: 'Self-reliance in mature and advanced processes; countermeasures where supply is concentrated',
        zh: '成熟与先进制程自主可控；在供应集中领域采取反制措施',
      },
      payoffs: [-2, -5],
      sources: ['商务部新闻发言人谈话（2022年10月8日）'],
    },
  },
  {
    key: 'm-minerals',
    name: {
      en: 'Export licensing of gallium, germanium, antimony and rare earths',
      zh: '对镓、锗、锑和稀土实行出口许可',
    },
    protects: {
      en: 'Control over dual-use materials; a means to answer controls on chips',
      zh: '两用物项管控；作为回应芯片管制的手段',
    },
    scope: {
      en: 'Metals, compounds and magnets; licences by end use and end user',
      zh: '金属、化合物及磁材；按最终用途和最终用户发放许可',
    },
    answers: ['m-chips'],
    A: {
      costs: {
        en: 'Prices of several metals doubled; producers of chips, optics and motors wait for licences',
        zh: '若干金属价格翻倍；芯片、光学与电机生产商等候许可',
      },
      response: {
        en: 'Stockpiles, mining and recycling elsewhere; further controls on tools',
        zh: '建立储备，在他国采矿与回收；进一步管制设备',
      },
      payoffs: [-4, 1],
      sources: ['USGS Mineral Commodity Summaries 2025'],
    },
    B: {
      costs: {
        en: 'Lost export revenue of producers; customers who look for other sources',
        zh: '生产企业出口收入减少；客户另寻来源',
      },
      response: {
        en: 'Other countries invest in their own supply within five to eight years',
        zh: '其他国家在五至八年内投资自有供应',
      },
      payoffs: [-4, -1],
      sources: ['商务部、海关总署公告2023年第23号', '商务部、海关总署公告2025年第18号'],
    },
  },
  {
    key: 'm-procurement',
    name: {
      en: 'Review and exclusion of a foreign supplier’s chips from critical infrastructure',
      zh: '对关键信息基础设施中外国供应商芯片的审查与排除',
    },
    protects: { en: 'Networks that must not fail', zh: '不容中断的网络' },
    scope: {
      en: 'Operators of critical infrastructure; memory and server processors',
      zh: '关键信息基础设施运营者；存储器与服务器处理器',
    },
    answers: ['m-chips'],
    A: {
      costs: {
        en: 'Loss of a market for memory; doubt whether the review looks at security or at origin',
        zh: '存储器市场损失；对审查针对安全还是针对产地存有疑问',
      },
      response: {
        en: 'Restrictions on legacy chips in public procurement',
        zh: '在公共采购中限制成熟制程芯片',
      },
      payoffs: [-2, 0],
      sources: ['Section 5949, National Defense Authorization Act 2023'],
    },
    B: {
      costs: {
        en: 'Operators pay more for a time while suppliers change',
        zh: '更换供应商期间运营者成本上升',
      },
      response: { en: 'Exclusion of legacy chips in turn', zh: '对方相应排除成熟制程芯片' },
      payoffs: [-2, 1],
      sources: ['《网络安全审查办法》（2021年修订，2022年施行）'],
    },
  },
  {
    key: 'm-legacy',
    name: {
      en: 'Tariffs and procurement limits on chips of mature processes',
      zh: '对成熟制程芯片加征关税并限制采购',
    },
    protects: {
      en: 'Producers at home against sudden overcapacity',
      zh: '保护本国生产者免受产能骤增冲击',
    },
    scope: {
      en: 'Chips of 28 nanometres and above, also inside finished products',
      zh: '28纳米及以上芯片，包括成品所含芯片',
    },
    answers: ['m-procurement', 'm-minerals'],
    A: {
      costs: {
        en: 'Dearer cars and appliances; origin inside products is hard to prove',
        zh: '汽车与家电涨价；成品内芯片产地难以证明',
      },
      response: {
        en: 'Tighter licences for magnets and materials',
        zh: '收紧磁材与材料许可',
      },
      payoffs: [-1, -3],
      sources: ['USTR Section 301 investigation of mature-process semiconductors (December 2024)'],
    },
    B: {
      costs: {
        en: 'Falling prices at home; joint ventures that lose their market',
        zh: '国内价格下跌；合资企业失去市场',
      },
      response: {
        en: 'Anti-dumping duties on analogue chips; licences made stricter',
        zh: '对模拟芯片征收反倾销税；许可趋严',
      },
      payoffs: [-3, -3],
      sources: ['商务部对原产于美国的进口相关模拟芯片反倾销立案公告（2025年9月）'],
    },
  },
  {
    key: 'm-pause',
    name: {
      en: 'Twelve months without new measures, with notice and a hotline between the ministries',
      zh: '十二个月内不采取新措施，两部门间通报并设热线',
    },
    protects: { en: 'Time to learn what measures cost', zh: '留出评估措施代价的时间' },
    scope: {
      en: 'New controls and new countermeasures on chips, tools, cloud services and critical minerals',
      zh: '涉及芯片、设备、云服务与关键矿产的新管制与新反制措施',
    },
    answers: ['m-minerals'],
    A: {
      costs: {
        en: 'A year in which a gap that is found cannot be closed by a new rule',
        zh: '一年内发现漏洞也不能以新规填补',
      },
      response: { en: 'Kept as long as the other side keeps it', zh: '对方遵守则继续遵守' },
      payoffs: [3, 3],
      sources: ['Export Control Enforcement Information Exchange (2023)'],
    },
    B: {
      costs: {
        en: 'Existing controls stay and go on working meanwhile',
        zh: '现有管制在此期间继续生效',
      },
      response: { en: 'Kept as long as the other side keeps it', zh: '对方遵守则继续遵守' },
      payoffs: [3, 2],
      sources: ['中美出口管制信息交流机制（2023）'],
    },
  },
]

/** Measures taken together, to be compared. */
export const DEMO_SCENARIOS: readonly {
  readonly name: Bilingual
  readonly measures: readonly string[]
}[] = [
  { name: { en: 'As things stand', zh: '现状' }, measures: ['m-chips', 'm-minerals'] },
  {
    name: { en: 'Two more rounds', zh: '再升级两轮' },
    measures: ['m-chips', 'm-minerals', 'm-procurement', 'm-legacy'],
  },
  {
    name: { en: 'A pause on both sides', zh: '双方暂停' },
    measures: ['m-chips', 'm-minerals', 'm-pause'],
  },
]
