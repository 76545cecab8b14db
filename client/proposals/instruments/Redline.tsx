import type { Segment } from '#shared/proposals'

/** A redline: what is struck and what is added, also for those who do not see it. */
export function Redline(props: { readonly segments: readonly Segment[]; readonly lang: string }) {
  return (
    <p lang={props.lang}>
      {props.segments.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>
        return kind === 'ins' ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>
      })}
    </p>
  )
}
