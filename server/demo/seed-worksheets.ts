import { CATEGORY_SEEDS } from '#shared/positions'
import {
  DEMO_CLASSIFICATIONS,
  DEMO_DEFINITIONS,
  DEMO_MORE_CATEGORIES,
} from './content-worksheets-data.ts'
import { DEMO_MEASURES, DEMO_SCENARIOS } from './content-worksheets-measures.ts'
import type { DemoScript } from './script.ts'

const headOf = { A: 'headA', B: 'headB' } as const

/** The key under which a category's id is kept. */
function keyOf(name: string): string {
  return `category ${name}`
}

/** Lists the categories of data and classes them as in the first session. */
export async function beginCrosswalk(script: DemoScript): Promise<void> {
  const { ids } = await script.do('chairOne', 'positions/seed-categories', {})
  script.keep(
    CATEGORY_SEEDS.map(({ name }) => keyOf(name.en)),
    ids,
  )
  for (const { side, name, sources } of DEMO_MORE_CATEGORIES) {
    const payload = { name, sources: [...sources] }
    const who = side === 'A' ? 'engineeringA' : 'engineeringB'
    await script.do(who, 'positions/add-category', payload, keyOf(name.en))
  }
  await classify(script, 1)
}

/** Classes more of them, as in the second session, and proposes joint definitions. */
export async function continueCrosswalk(script: DemoScript): Promise<void> {
  await classify(script, 2)
  for (const { on, definition } of DEMO_DEFINITIONS) {
    const payload = { categoryId: script.id(keyOf(on)), definition }
    await script.do('rapporteur', 'positions/define-category', payload)
  }
}

/** Lists measures and countermeasures with both sides' estimates, and scenarios of them. */
export async function weighMeasures(script: DemoScript): Promise<void> {
  const [a, b] = [script.id('delegation-A'), script.id('delegation-B')]
  for (const measure of DEMO_MEASURES) {
    const { key, name, protects, scope } = measure
    const answers = measure.answers.map((other) => script.id(other))
    await script.do('rapporteur', 'positions/add-measure', { name, protects, scope, answers }, key)
    for (const side of ['A', 'B'] as const) {
      const estimate = measure[side]
      if (estimate === undefined) continue
      const payoffs = { [a]: estimate.payoffs[0], [b]: estimate.payoffs[1] }
      const payload = { ...estimate, measureId: script.id(key), payoffs }
      await script.do(headOf[side], 'positions/estimate-measure', payload)
    }
  }
  for (const { name, measures } of DEMO_SCENARIOS) {
    const payload = { name, measureIds: measures.map((key) => script.id(key)) }
    await script.do('rapporteur', 'positions/add-scenario', payload)
  }
}

async function classify(script: DemoScript, session: 1 | 2): Promise<void> {
  for (const said of DEMO_CLASSIFICATIONS.filter((each) => each.session === session)) {
    await script.do(headOf[said.side], 'positions/classify-category', {
      categoryId: script.id(keyOf(said.on)),
      dataClass: said.as,
      ...(said.threshold && { threshold: said.threshold }),
    })
  }
}
