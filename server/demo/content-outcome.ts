import type { DemoProposal } from './content.ts'

/** What the first session agreed in whole and published. */
export const DEMO_OUTCOME: DemoProposal = {
  key: 'foundation',
  topic: 'data',
  kind: 'consensus-document',
  title: {
    en: 'A foundation for work on common definitions of sensitive data',
    zh: '关于共同界定敏感数据的工作基础',
  },
  clauses: [
    {
      key: 'o-recognising',
      kind: 'preambular',
      level: 1,
      en: 'Recognising that cross-border data flow is indispensable to trade, research and the daily operation of companies in both countries, and that a separation of data would leave both worse off,',
      zh: '认识到数据跨境流动对两国贸易、科研和企业日常运营不可或缺，数据脱钩将使双方蒙受损失，',
    },
    {
      key: 'o-heading',
      kind: 'heading',
      level: 1,
      en: 'Agreed understandings',
      zh: '共同认识',
    },
    {
      key: 'o-experts',
      kind: 'operative',
      level: 1,
      en: 'The definition of data that carries national security implications is in the first place a task for lawyers and engineers. The participants recommend that a joint group of legal and technical experts, with equal numbers from each side, prepare parallel definitions for consideration by the competent authorities.',
      zh: '界定具有国家安全影响的数据，首先是法律与工程专家的工作。与会者建议成立由双方同等人数的法律与技术专家组成的联合小组，拟订对照定义，供主管部门参考。',
    },
    {
      key: 'o-start',
      kind: 'operative',
      level: 1,
      en: 'The work should start from the notions that already exist in the law of each country, namely personal sensitive data in US law and important data in Chinese law, and should set out where they coincide, where they overlap and where they differ.',
      zh: '有关工作应以两国法律中的既有概念为出发点，即美国法律中的个人敏感数据和中国法律中的重要数据，并列明二者的一致、交叉与差异之处。',
    },
    {
      key: 'o-narrow',
      kind: 'operative',
      level: 1,
      en: 'Each category should be as narrow as its purpose permits. It should be described by the kind of data, the quantity and the foreseeable harm, so that a company can determine from the text alone whether its data falls within the category.',
      zh: '各数据类别的范围应以实现其目的所必需为限，并按数据种类、数量及可预见的危害加以描述，使企业仅凭文本即可判断其数据是否属于该类别。',
    },
    {
      key: 'o-flow',
      kind: 'operative',
      level: 1,
      en: 'Data that falls outside the categories should flow across borders without restriction on grounds of national security. Protection of personal information under the general law of each country is not affected.',
      zh: '不属于上述类别的数据，不应以国家安全为由限制其跨境流动。两国一般法律对个人信息的保护不受影响。',
    },
    {
      key: 'o-forward',
      kind: 'operative',
      level: 1,
      en: 'The participants will submit these understandings to the official channels of both sides and will report to the dialogue within twelve months on the progress of the work.',
      zh: '与会者将把上述认识提交双方官方渠道，并于十二个月内向本对话通报工作进展。',
    },
  ],
}
