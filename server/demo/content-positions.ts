import type { Bilingual } from '#shared/kernel'
import type { Stance } from '#shared/positions'

/** A statement of a delegation in one of the two earlier sessions. */
export interface DemoStatement {
  readonly session: 1 | 2
  readonly side: 'A' | 'B'
  /** The key of a question or a clause. */
  readonly on: string
  readonly stance: Stance
  /** Whether the room has seen it. */
  readonly tabled: boolean
  readonly rationale: Bilingual
  readonly interests?: Bilingual
  readonly conditions?: Bilingual
  readonly sources?: readonly string[]
}

/** What the delegations stated on the questions in the first session. */
export const DEMO_POSITIONS_FIRST: readonly DemoStatement[] = [
  {
    session: 1,
    side: 'A',
    on: 'subtopic',
    stance: 'reserve',
    tabled: true,
    rationale: {
      en: 'The agenda of the AI dialogue should stay with risks of advanced models until it has shown a first result.',
      zh: '人工智能对话在取得初步成果之前，议程应当聚焦先进模型的风险。',
    },
  },
  {
    session: 1,
    side: 'B',
    on: 'subtopic',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'Data is the foundation of AI; the security of the one cannot be discussed without the other.',
      zh: '数据是人工智能的基础，二者的安全不可割裂讨论。',
    },
    sources: ['Global Initiative on Data Security (2020) / 《全球数据安全倡议》（2020年）'],
  },
  {
    session: 1,
    side: 'A',
    on: 'which',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'Genomic, biometric and precise location data in bulk are common ground. General business data is not.',
      zh: '大规模的基因组、生物识别和精确位置数据属于共同基础，一般业务数据则不属于。',
    },
    conditions: {
      en: 'Every category is described by kind and quantity.',
      zh: '每一类别均须按种类和数量加以描述。',
    },
    sources: ['Executive Order 14117 (2024)', '28 CFR Part 202'],
  },
  {
    session: 1,
    side: 'B',
    on: 'which',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'The list must also cover data on infrastructure, surveying and mapping, and leave room for sectors that are still being catalogued.',
      zh: '清单还应涵盖基础设施和测绘数据，并为尚在编目的行业留出余地。',
    },
    sources: ['《中华人民共和国数据安全法》第二十一条', '《数据出境安全评估办法》'],
  },
  {
    session: 1,
    side: 'A',
    on: 'territory',
    stance: 'oppose',
    tabled: true,
    rationale: {
      en: 'Storage in the territory does not of itself make data safe, and duplicates cost for every company.',
      zh: '境内存储本身并不能保障数据安全，却使每家企业增加重复成本。',
    },
    interests: {
      en: 'One global architecture for companies that operate in both markets.',
      zh: '在两国市场经营的企业得以保持统一的全球架构。',
    },
  },
  {
    session: 1,
    side: 'B',
    on: 'territory',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'Keeping a short list of data in the territory is what makes it possible to let the rest flow.',
      zh: '将少数类别的数据留存境内，方能放开其余数据的流动。',
    },
  },
  {
    session: 1,
    side: 'A',
    on: 'narrow',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'A company must be able to tell from the text alone whether it is concerned.',
      zh: '企业应当仅凭文本即可判断自身是否受到约束。',
    },
  },
  {
    session: 1,
    side: 'B',
    on: 'narrow',
    stance: 'reserve',
    tabled: true,
    rationale: {
      en: 'Narrowness is welcome in principle; thresholds fixed too early may be outrun by technology.',
      zh: '原则上赞成从严限定；但过早确定的阈值可能落后于技术发展。',
    },
  },
  {
    session: 1,
    side: 'A',
    on: 'boundary',
    stance: 'reserve',
    tabled: true,
    rationale: {
      en: 'Each side must judge its own security. Its reasoning can nonetheless be explained.',
      zh: '各方必须自行判断本国安全，但其理由可以说明。',
    },
  },
  {
    session: 1,
    side: 'B',
    on: 'boundary',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'A boundary is needed, measured by foreseeable military use and not by the mere level of technology.',
      zh: '应当划定边界，并以可预见的军事用途而非单纯的技术水平加以衡量。',
    },
  },
  {
    session: 1,
    side: 'A',
    on: 'third',
    stance: 'reserve',
    tabled: true,
    rationale: {
      en: 'Controls without partners displace trade and protect nothing; whether partners should be pressed is another matter.',
      zh: '缺少伙伴配合的管制只会转移贸易而不能保障安全；至于是否应当施压，则另当别论。',
    },
  },
  {
    session: 1,
    side: 'B',
    on: 'third',
    stance: 'oppose',
    tabled: true,
    rationale: {
      en: 'Third countries decide for themselves. Rules with extraterritorial effect invite rules of the same kind.',
      zh: '第三国有权自主决定。具有域外效力的规则必将招致同类规则。',
    },
  },
  {
    session: 1,
    side: 'A',
    on: 'minerals',
    stance: 'oppose',
    tabled: true,
    rationale: {
      en: 'The effect falls on civilian users first, and hastens the search for other sources.',
      zh: '其影响首先由民用用户承担，并促使各方加速寻找替代来源。',
    },
  },
  {
    session: 1,
    side: 'A',
    on: 'legacy',
    stance: 'accept-with-changes',
    tabled: true,
    rationale: {
      en: 'Mature chips and chips for games can be left outside, tools and cloud services only with conditions on the end use.',
      zh: '成熟制程芯片和游戏芯片可以排除在外，制造设备和云服务则须附加最终用途条件。',
    },
  },
  {
    session: 1,
    side: 'B',
    on: 'legacy',
    stance: 'support',
    tabled: true,
    rationale: {
      en: 'None of the four bears on the security of anyone; restricting them only wastes resources on both sides.',
      zh: '上述四类均不涉及任何一方的安全，加以限制徒然浪费双方资源。',
    },
  },
]
