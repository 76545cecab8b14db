import type { Bilingual } from '#shared/kernel'
import type { DataClass } from '#shared/positions'

/** How a delegation of the demonstration classes a category of data, in one of the earlier sessions. */
export interface DemoClassification {
  readonly session: 1 | 2
  readonly side: 'A' | 'B'
  /** The English name of the category. */
  readonly on: string
  readonly as: DataClass
  readonly threshold?: Bilingual
}

const people = (count: string, zh: string): Bilingual => ({
  en: `More than ${count} persons within twelve months`,
  zh: `十二个月内超过${zh}人`,
})

/** Rows that a delegation adds to what both sides' laws name already. */
export const DEMO_MORE_CATEGORIES = [
  {
    side: 'B',
    name: {
      en: 'Surveying, mapping and road-scene data of sensitive areas',
      zh: '敏感区域的测绘与道路场景数据',
    },
    sources: ['《汽车数据安全管理若干规定（试行）》第三条', '《中华人民共和国测绘法》'],
  },
  {
    side: 'A',
    name: {
      en: 'Trading, logistics and production data of companies',
      zh: '企业的贸易、物流与生产数据',
    },
    sources: ['28 CFR 202.505 (exempt financial services)', 'WTO, E-commerce Joint Initiative'],
  },
] as const

/** The classifications, in the order in which they were made. */
export const DEMO_CLASSIFICATIONS: readonly DemoClassification[] = [
  {
    session: 1,
    side: 'A',
    on: 'Precise geolocation data',
    as: 'conditional',
    threshold: {
      en: 'More than 1,000 devices within twelve months',
      zh: '十二个月内超过1000台设备',
    },
  },
  {
    session: 1,
    side: 'B',
    on: 'Precise geolocation data',
    as: 'national-security-sensitive',
  },
  {
    session: 1,
    side: 'A',
    on: 'Biometric identifiers',
    as: 'conditional',
    threshold: people('1,000', '1000'),
  },
  {
    session: 1,
    side: 'A',
    on: 'Human ’omic data, genomic included',
    as: 'national-security-sensitive',
  },
  {
    session: 1,
    side: 'B',
    on: 'Human ’omic data, genomic included',
    as: 'national-security-sensitive',
  },
  {
    session: 1,
    side: 'B',
    on: 'Important data, by sector',
    as: 'national-security-sensitive',
  },
  { session: 1, side: 'B', on: 'Core data of the state', as: 'national-security-sensitive' },
  { session: 1, side: 'A', on: 'Government-related data', as: 'national-security-sensitive' },
  { session: 1, side: 'B', on: 'Government-related data', as: 'national-security-sensitive' },
  {
    session: 1,
    side: 'B',
    on: 'Surveying, mapping and road-scene data of sensitive areas',
    as: 'national-security-sensitive',
  },
  {
    session: 2,
    side: 'B',
    on: 'Precise geolocation data',
    as: 'conditional',
    threshold: {
      en: 'More than 1,000 devices within twelve months, or any device in a sensitive area',
      zh: '十二个月内超过1000台设备，或者敏感区域内的任何设备',
    },
  },
  {
    session: 2,
    side: 'B',
    on: 'Biometric identifiers',
    as: 'conditional',
    threshold: people('10,000', '1万'),
  },
  {
    session: 2,
    side: 'A',
    on: 'Personal health data',
    as: 'conditional',
    threshold: people('10,000', '1万'),
  },
  {
    session: 2,
    side: 'B',
    on: 'Personal health data',
    as: 'conditional',
    threshold: people('10,000', '1万'),
  },
  {
    session: 2,
    side: 'A',
    on: 'Personal financial data',
    as: 'conditional',
    threshold: people('10,000', '1万'),
  },
  { session: 2, side: 'B', on: 'Personal financial data', as: 'free-to-flow' },
  {
    session: 2,
    side: 'B',
    on: 'Important data, by sector',
    as: 'conditional',
    threshold: {
      en: 'Only what a sector’s published catalogue lists by kind, precision and quantity',
      zh: '仅限于各行业已公布目录按种类、精度和规模列明的数据',
    },
  },
  {
    session: 2,
    side: 'A',
    on: 'Important data, by sector',
    as: 'conditional',
    threshold: {
      en: 'Acceptable for sectors whose catalogue has been published and does not include commercial data',
      zh: '对已公布目录且不包含一般商业数据的行业可以接受',
    },
  },
  { session: 2, side: 'A', on: 'Core data of the state', as: 'national-security-sensitive' },
  {
    session: 2,
    side: 'A',
    on: 'Sensitive personal information',
    as: 'free-to-flow',
  },
  {
    session: 2,
    side: 'B',
    on: 'Sensitive personal information',
    as: 'conditional',
    threshold: people('10,000', '1万'),
  },
  {
    session: 2,
    side: 'A',
    on: 'Surveying, mapping and road-scene data of sensitive areas',
    as: 'free-to-flow',
  },
  {
    session: 2,
    side: 'A',
    on: 'Trading, logistics and production data of companies',
    as: 'free-to-flow',
  },
  {
    session: 2,
    side: 'B',
    on: 'Trading, logistics and production data of companies',
    as: 'free-to-flow',
  },
]

/** Joint definitions that the rapporteur proposed, by the English name of the category. */
export const DEMO_DEFINITIONS: readonly { readonly on: string; readonly definition: Bilingual }[] =
  [
    {
      on: 'Human ’omic data, genomic included',
      definition: {
        en: 'data derived from human samples that describe the whole or a substantial part of a person’s genome, epigenome, proteome or transcriptome, save such as have been published with consent for research',
        zh: '来源于人类样本、描述个人全部或者实质部分的基因组、表观基因组、蛋白质组或者转录组的数据，但经同意为科研目的公开发表的除外',
      },
    },
    {
      on: 'Precise geolocation data',
      definition: {
        en: 'data that locate a device or a person to within 1,000 metres, now or in the past',
        zh: '能够将设备或者个人的当前或者历史位置定位至1000米以内的数据',
      },
    },
  ]
