import type { Bilingual } from '#shared/kernel'

/** A category that law names already, to begin the crosswalk with. */
export interface CategorySeed {
  readonly name: Bilingual
  readonly sources: readonly string[]
}

const dataSecurityProgram = (section: string) => `28 CFR ${section} (Data Security Program)`
const PIPL = '《中华人民共和国个人信息保护法》第二十八条'
const DSL = '《中华人民共和国数据安全法》第二十一条'
const NETWORK_DATA = '《网络数据安全管理条例》第六十二条'
const FLOWS = '《促进和规范数据跨境流动规定》（2024）'

/** Categories from both sides' laws, each with its legal source. */
export const CATEGORY_SEEDS: readonly CategorySeed[] = [
  {
    name: { en: 'Precise geolocation data', zh: '精确地理位置数据' },
    sources: [dataSecurityProgram('202.242'), PIPL],
  },
  {
    name: { en: 'Biometric identifiers', zh: '生物识别标识' },
    sources: [dataSecurityProgram('202.204'), PIPL],
  },
  {
    name: { en: 'Human ’omic data, genomic included', zh: '人类组学数据（含基因组）' },
    sources: [dataSecurityProgram('202.224'), '《中华人民共和国人类遗传资源管理条例》'],
  },
  {
    name: { en: 'Personal health data', zh: '个人健康数据' },
    sources: [dataSecurityProgram('202.241'), PIPL],
  },
  {
    name: { en: 'Personal financial data', zh: '个人金融数据' },
    sources: [dataSecurityProgram('202.240'), PIPL],
  },
  {
    name: { en: 'Covered personal identifiers', zh: '受管辖的个人标识符' },
    sources: [dataSecurityProgram('202.212')],
  },
  {
    name: { en: 'Government-related data', zh: '政府相关数据' },
    sources: [dataSecurityProgram('202.222')],
  },
  {
    name: { en: 'Important data, by sector', zh: '重要数据（分行业）' },
    sources: [DSL, NETWORK_DATA, FLOWS],
  },
  { name: { en: 'Core data of the state', zh: '国家核心数据' }, sources: [DSL] },
  { name: { en: 'Sensitive personal information', zh: '敏感个人信息' }, sources: [PIPL, FLOWS] },
  {
    name: {
      en: 'Personal information of minors under fourteen',
      zh: '不满十四周岁未成年人的个人信息',
    },
    sources: [PIPL],
  },
]
