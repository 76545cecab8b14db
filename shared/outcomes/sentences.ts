import type { Bilingual } from '#shared/kernel'

/** The usual disclaimer of a track-two outcome. */
export const DISCLAIMER: Bilingual = {
  en: 'The participants took part in their personal capacities. This text does not represent the position of any government or institution.',
  zh: '与会者均以个人身份参加。本文不代表任何政府或机构的立场。',
}

/** The usual rule of attribution: the Chatham House Rule. */
export const RULE_OF_ATTRIBUTION: Bilingual = {
  en: 'The dialogue was held under the Chatham House Rule: what was said may be used, but neither the identity nor the affiliation of any speaker or participant may be revealed.',
  zh: '对话依照查塔姆研究所规则进行：可以使用会上所述内容，但不得透露任何发言者或与会者的身份或所属机构。',
}
