import type { Bilingual } from '#shared/kernel'

/** A term of the demonstration's glossary: what each side means by it, and what was proposed as joint. */
export interface DemoTerm {
  readonly key: string
  readonly term: Bilingual
  readonly A: Bilingual
  readonly B: Bilingual
  /** The joint definition, and the sides whose heads confirmed it. */
  readonly joint?: Bilingual & { readonly confirmed: readonly ('A' | 'B')[] }
}

/** The terms on which the two sides have spoken. */
export const DEMO_GLOSSARY: readonly DemoTerm[] = [
  {
    key: 't-personal',
    term: { en: 'personal sensitive data', zh: '个人敏感数据' },
    A: {
      en: 'Information linked or linkable to an individual, in bulk above a stated number of persons, in one of six kinds: human genomic and other biometric identifiers, precise geolocation, personal health, personal financial data, and covered identifiers in combination.',
      zh: '可与个人关联、且达到规定人数阈值的批量信息，限于六类：人类基因组及其他生物识别标识、精确地理位置、个人健康、个人金融数据以及组合使用的受管制标识符。',
    },
    B: {
      en: 'Personal information that, once leaked or unlawfully used, readily harms the dignity of a natural person or endangers personal or property safety, including biometrics, religious belief, specific identity, medical health, financial accounts, whereabouts, and any personal information of minors under fourteen.',
      zh: '一旦泄露或者非法使用，容易导致自然人的人格尊严受到侵害或者人身、财产安全受到危害的个人信息，包括生物识别、宗教信仰、特定身份、医疗健康、金融账户、行踪轨迹等信息，以及不满十四周岁未成年人的个人信息。',
    },
  },
  {
    key: 't-important',
    term: { en: 'important data', zh: '重要数据' },
    A: {
      en: 'A term of the other side’s law without a closed list. We read it as data whose compromise would foreseeably harm the security of a state as such, and not merely its economic interests.',
      zh: '对方法律中的概念，未设封闭清单。我方理解为：一旦受损即可预见地危害国家安全本身、而不仅是经济利益的数据。',
    },
    B: {
      en: 'Data of specific fields, groups or regions, or reaching a certain precision or scale, which once tampered with, destroyed, leaked or unlawfully obtained or used may directly endanger national security, economic operation, social stability, or public health and safety. Data that has neither been notified nor publicly listed as important need not be declared as such.',
      zh: '特定领域、特定群体、特定区域或者达到一定精度和规模，一旦被篡改、破坏、泄露或者非法获取、非法利用，可能直接危害国家安全、经济运行、社会稳定、公共健康和安全的数据。未被告知或者公开发布为重要数据的，无须作为重要数据申报。',
    },
    joint: {
      en: 'Data, named by kind and quantity in a list that each side publishes, the compromise of which would foreseeably and directly harm national security.',
      zh: '由各方以公开清单按种类和数量列明，一旦受损将可预见地直接危害国家安全的数据。',
      confirmed: ['A'],
    },
  },
  {
    key: 't-category',
    term: { en: 'common category', zh: '共同类别' },
    A: {
      en: 'A class of data on a closed list agreed by both sides.',
      zh: '列于双方商定的封闭清单上的一类数据。',
    },
    B: {
      en: 'A class of data on a list kept by both sides and updated by agreement.',
      zh: '列于双方共同维护、经商定更新的清单上的一类数据。',
    },
    joint: {
      en: 'A class of data, described by kind, quantity and foreseeable harm, that both sides have identified as having national security implications.',
      zh: '双方一致认定具有国家安全影响，并按种类、数量及可预见的危害加以描述的一类数据。',
      confirmed: ['A', 'B'],
    },
  },
  {
    key: 't-flow',
    term: { en: 'cross-border data flow', zh: '数据跨境流动' },
    A: {
      en: 'The transfer of data to, or access to it from, a place under another jurisdiction, including remote access by an affiliate.',
      zh: '将数据转移至另一法域，或自另一法域访问数据，包括关联企业的远程访问。',
    },
    B: {
      en: 'Providing abroad data collected or generated in operations within the territory, and letting persons or bodies abroad query, retrieve, download or export data stored within it.',
      zh: '将在境内运营中收集和产生的数据提供至境外，以及允许境外的机构、组织或者个人查询、调取、下载、导出存储于境内的数据。',
    },
    joint: {
      en: 'Any transfer of data across a border between the two sides, and any access to data from across it.',
      zh: '数据在双方之间的任何跨境转移，以及跨境对数据的任何访问。',
      confirmed: ['A', 'B'],
    },
  },
  {
    key: 't-minerals',
    term: { en: 'critical mineral', zh: '关键矿产' },
    A: {
      en: 'A mineral essential to economic or national security whose supply chain is vulnerable to disruption and which serves an essential function in manufacturing a product.',
      zh: '对经济或国家安全至关重要、供应链易受扰动、并在产品制造中起关键作用的矿产。',
    },
    B: {
      en: 'A strategic mineral product essential to industry and defence, whose mining, smelting and export are managed by law, among them gallium, germanium, antimony and the heavy rare earths.',
      zh: '对产业和国防不可或缺、其开采、冶炼和出口依法管理的战略性矿产品，包括镓、锗、锑和重稀土等。',
    },
  },
  {
    key: 't-legacy',
    term: { en: 'legacy chip', zh: '成熟制程芯片' },
    A: {
      en: 'A logic semiconductor of the 28 nm generation or larger, or a memory or other chip behind the thresholds of the controls in force.',
      zh: '28 纳米及以上制程的逻辑芯片，以及技术指标低于现行管制门槛的存储或其他芯片。',
    },
    B: {
      en: 'A chip made in mature processes of 28 nm and above for general commercial use, such as vehicles, household appliances and industrial control; not a subject of security measures.',
      zh: '采用 28 纳米及以上成熟制程、用于汽车、家电、工业控制等一般商业用途的芯片，不应成为安全措施的对象。',
    },
    joint: {
      en: 'A semiconductor made in a process of 28 nm or larger and sold for general commercial use.',
      zh: '采用 28 纳米及以上制程制造、面向一般商业用途销售的半导体。',
      confirmed: ['B'],
    },
  },
  {
    key: 't-agent',
    term: { en: 'AI agent', zh: '人工智能智能体' },
    A: {
      en: 'A system built on a general-purpose model that pursues a goal over several steps and acts on other systems without a person approving each step.',
      zh: '以通用模型为基础，为实现目标连续执行多个步骤，并在无人逐步批准的情况下作用于其他系统的系统。',
    },
    B: {
      en: 'An intelligent system able to perceive its surroundings, decide by itself and carry out tasks, for whose conduct its provider and its user remain answerable.',
      zh: '能够感知环境、自主决策并执行任务的智能系统，其提供者和使用者对其行为承担责任。',
    },
  },
  {
    key: 't-boundary',
    term: { en: 'national security interest', zh: '国家安全利益' },
    A: {
      en: 'An interest of a state in its defence, its critical infrastructure and the integrity of its institutions; economic competitiveness alone is not one.',
      zh: '国家在国防、关键基础设施和制度完整方面的利益；单纯的经济竞争力不在其列。',
    },
    B: {
      en: 'The relative absence of danger to state power, sovereignty, unity and territorial integrity, the welfare of the people, sustainable economic and social development, and the capability to keep it so.',
      zh: '国家政权、主权、统一和领土完整、人民福祉、经济社会可持续发展相对处于没有危险的状态，以及保障持续安全状态的能力。',
    },
  },
]
