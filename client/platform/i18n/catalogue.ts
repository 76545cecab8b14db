import type { en } from './en/index.ts'

type Words<T> = T extends string
  ? string
  : {
      readonly [K in keyof T as K extends `${string}_one` ? never : K]: Words<T[K]>
    }

/** What a catalogue has to hold: every key of the English one, but no singular forms. */
export type Catalogue = Words<typeof en>
