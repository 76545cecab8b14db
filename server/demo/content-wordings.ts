import type { Words } from '#shared/proposals'
import type { DemoName } from './people.ts'

/** Words that a clause had for a while, before it came back to those of its text. */
export interface DemoDrafting {
  readonly on: string
  readonly by: DemoName
  readonly words: Words
  /** Who then settled it. */
  readonly settledBy: DemoName
}

/** What the first session wrote into its clauses and took out again. */
export const DEMO_DRAFTING_FIRST: readonly DemoDrafting[] = [
  {
    on: 'c-listed',
    by: 'legalA',
    words: {
      en: 'Categories of data identified as having national security implications [A: shall be exhaustively listed] [B: may be listed and periodically updated] [, after consultation with the companies concerned], and the scope of each category should not be so broad as to hinder [A: legitimate] [B: normal] commercial [and scientific] flows.',
      zh: '被认定具有国家安全影响的数据类别［，经与有关企业协商后，］［甲方：应当详尽列举］［乙方：可以列举并定期更新］，且各类别的范围不应过宽，以致妨碍［甲方：合法的］［乙方：正常的］商业［和科研］流动。',
    },
    settledBy: 'legalB',
  },
  {
    on: 'c-essential',
    by: 'engineeringB',
    words: {
      en: 'The two sides recognise that cross-border data flow is [A: essential] [B: important] to business operations and should be restricted only where a [A: demonstrable] [B: legitimate] national security interest [B: or a public interest of comparable weight] is at stake.',
      zh: '双方认识到，数据跨境流动对商业运营［甲方：至关重要］［乙方：具有重要意义］，仅在存在［甲方：可证明的］［乙方：正当的］国家安全利益［乙方：或同等重要的公共利益］时方可予以限制。',
    },
    settledBy: 'engineeringA',
  },
  {
    on: 'c-territory',
    by: 'legalB',
    words: {
      en: 'Each side [A: may] [B: will] retain data in such categories within its own territory [A: for no longer than the purpose requires] while allowing other data to flow freely [B: in an orderly manner].',
      zh: '各方［甲方：可以］［乙方：应］将此类数据保留在本国境内［甲方：，期限以实现目的所需为限］，同时允许其他数据［乙方：依法有序］自由流动。',
    },
    settledBy: 'legalA',
  },
]

/** The same in the second session. */
export const DEMO_DRAFTING_SECOND: readonly DemoDrafting[] = [
  {
    on: 'c-access',
    by: 'engineeringA',
    words: {
      en: 'Neither side will [A: directly] require a company to hand over data that is stored in the territory of the other [B: or of a third country], save through the channels of judicial assistance agreed between them [A: or in case of imminent danger to life].',
      zh: '任何一方均不得［甲方：直接］要求企业提供存储于对方［乙方：或第三国］境内的数据，但通过双方商定的司法协助渠道进行的［甲方：或存在对生命的紧迫危险的］除外。',
    },
    settledBy: 'legalB',
  },
  {
    on: 'c-review',
    by: 'engineeringB',
    words: {
      en: 'The list is reviewed by both sides together every [A: two] [B: three] years [B: , or earlier at the request of either side]. A category [A: lapses unless both sides confirm it] [B: remains in force unless both sides remove it]. [Changes take effect after ninety days.]',
      zh: '清单由双方每［甲方：两］［乙方：三］年［乙方：或应任一方请求提前］共同审查一次。任一类别［甲方：未经双方确认即告失效］［乙方：未经双方删除则继续有效］。［变更自九十日后生效。］',
    },
    settledBy: 'engineeringA',
  },
]

/** A wording of a clause that somebody drafts, and whether it is put on the table. */
export interface DemoWording {
  readonly on: string
  readonly by: DemoName
  /** Who tables it; nobody when it stays a draft. */
  readonly tabledBy: DemoName | null
  readonly words: Words
}

/** What lies on the table in the third session, and what each delegation keeps for itself. */
export const DEMO_WORDINGS: readonly DemoWording[] = [
  {
    on: 'c-access',
    by: 'legalB',
    tabledBy: 'headB',
    words: {
      en: 'Neither side will require a company, or its parent or affiliates wherever established, to hand over data that is stored in the territory of the other, save through the channels of judicial assistance agreed between them.',
      zh: '任何一方均不得要求企业或其设于任何地点的母公司、关联公司提供存储于对方境内的数据，但通过双方商定的司法协助渠道进行的除外。',
    },
  },
  {
    on: 'c-access',
    by: 'legalA',
    tabledBy: 'headA',
    words: {
      en: 'Neither side will require a company to hand over data in the common categories that is stored in the territory of the other, save through the channels of judicial assistance agreed between them or with the consent of the authorities of the other side.',
      zh: '任何一方均不得要求企业提供存储于对方境内的共同类别数据，但通过双方商定的司法协助渠道进行或经对方主管部门同意的除外。',
    },
  },
  {
    on: 'c-access',
    by: 'chairTwo',
    tabledBy: 'chairOne',
    words: {
      en: 'Neither side will require a company, including through its parent, to hand over data in the common categories that is stored in the territory of the other, save through the channels of judicial assistance agreed between them.',
      zh: '任何一方均不得要求企业（包括通过其母公司）提供存储于对方境内的共同类别数据，但通过双方商定的司法协助渠道进行的除外。',
    },
  },
  {
    on: 'c-review',
    by: 'legalA',
    tabledBy: null,
    words: {
      en: 'The list is reviewed by both sides together every two years. A category lapses unless both sides confirm it within six months of the review.',
      zh: '清单由双方每两年共同审查一次。任一类别在审查后六个月内未经双方确认的，即告失效。',
    },
  },
  {
    on: 'c-audit',
    by: 'legalB',
    tabledBy: null,
    words: {
      en: 'Compliance may be shown by an audit of an independent third party recognised by the authorities of both sides, whose findings shall be accepted by each side without further inspection of source code, save for a reasoned request confined to the system concerned.',
      zh: '企业可以通过经双方主管部门认可的独立第三方审计证明合规，各方应当采信审计结论，不再就源代码另行检查，但针对所涉系统提出的附理由的请求除外。',
    },
  },
]
