import type { Bilingual } from '#shared/kernel'

/** What was discussed in the second session, as its minutes tell it: no one is named, and no side. */
export const DEMO_DISCUSSION: { readonly title: Bilingual; readonly points: readonly Bilingual[] } =
  {
    title: { en: 'Discussion', zh: '讨论情况' },
    points: [
      {
        en: 'On where data is kept: it was discussed whether the place of storage protects data at all, or only the terms of access to it. Several experts found that encryption with keys held in the country of origin would answer most of the concerns; others held that backups and remote administration had to be covered as well. The text now speaks of access, and leaves the place of storage in brackets.',
        zh: '关于数据存放地：讨论了存放地本身是否构成保护，抑或真正起作用的是调取条件。有专家认为，密钥留存来源国的加密可回应大部分关切；也有专家认为备份和远程运维也应涵盖在内。案文现改为规范调取，存放地一语仍置于方括号内。',
      },
      {
        en: 'On thresholds: it was common ground that a category without a number cannot be applied by a company. Figures of 1,000 devices for precise location and 100 persons for genetic data were compared with the thresholds in force in both countries. The engineers were asked to state the resolution, the period and the sampling behind each figure before the third session.',
        zh: '关于门槛：与会专家一致认为，没有数量标准的类别企业无从适用。会议将精确位置一千台设备、基因数据一百人等数值与两国现行门槛作了比较，并请工程专家在第三次会议前说明各数值所对应的精度、期间和抽样方法。',
      },
      {
        en: 'On requests by courts and authorities: the paragraph on access was put to a ballot and not agreed. It was noted that the remaining difference is narrow: whether a request addressed to a parent company abroad is a request for the data that its subsidiary holds.',
        zh: '关于司法和行政机关的调取：有关调取的条款付诸表决，未达成一致。会议注意到余下的分歧范围有限：向境外母公司提出的要求，是否等同于调取其子公司所持数据的要求。',
      },
      {
        en: 'On semiconductors: a first reading was given to the principles. The notion of a notice before a control takes effect found interest; how much it must state, and to whom it is addressed, was left to a drafting group of the third session.',
        zh: '关于半导体：对若干原则进行了一读。管制生效前先行通报的设想受到关注；通报应载明何种内容、向谁发出，留待第三次会议的起草小组处理。',
      },
    ],
  }
