import type { Bilingual } from '#shared/kernel'

/** Official channels that outcomes of such dialogues are sent to; any other can be typed in. */
export const CHANNELS: readonly { readonly id: string; readonly name: Bilingual }[] = [
  {
    id: 'ai',
    name: {
      en: 'Intergovernmental dialogue on artificial intelligence',
      zh: '政府间人工智能对话',
    },
  },
  {
    id: 'export-control',
    name: {
      en: 'Export-control information exchange between the commerce ministries',
      zh: '商务部门间出口管制信息交流机制',
    },
  },
  {
    id: 'commercial',
    name: {
      en: 'Working group on commercial issues of the commerce ministries',
      zh: '商务部门间商贸问题工作组',
    },
  },
  {
    id: 'data',
    name: {
      en: 'Competent authorities for cross-border data transfer of both sides',
      zh: '双方跨境数据流动主管部门',
    },
  },
]
