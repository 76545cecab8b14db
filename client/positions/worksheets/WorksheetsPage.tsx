import { useWords } from '../../platform/i18n/index.ts'
import { PageHead } from '../../ui/blocks.tsx'
import { Tabs } from '../../ui/overlays.tsx'
import { Crosswalk } from './Crosswalk.tsx'
import { Measures } from './Measures.tsx'

/** Which worksheet is shown. */
export type Sheet = 'categories' | 'measures'

/** The two worksheets of a dialogue. */
export function WorksheetsView(props: {
  readonly sheet: Sheet
  readonly onChoose: (sheet: Sheet) => void
}) {
  const { t } = useWords()
  return (
    <>
      <PageHead title={t(($) => $.worksheets.title)} note={t(($) => $.worksheets.note)} />
      <Tabs
        label={t(($) => $.worksheets.title)}
        selected={props.sheet}
        onSelect={(id) => props.onChoose(id === 'measures' ? 'measures' : 'categories')}
        tabs={[
          {
            id: 'categories',
            label: t(($) => $.worksheets.categories),
            content: <Crosswalk />,
          },
          { id: 'measures', label: t(($) => $.worksheets.measures), content: <Measures /> },
        ]}
      />
    </>
  )
}
