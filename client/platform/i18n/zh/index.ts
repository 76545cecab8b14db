import type { Catalogue } from '../catalogue.ts'
import { app } from './app.ts'
import { between } from './between.ts'
import { chair } from './chair.ts'
import { convening } from './convening.ts'
import { ballots, dialogue, positions } from './decisions.ts'
import { brackets, comparison, wordings } from './instruments.ts'
import { outcomes } from './outcomes.ts'
import { glossary } from './glossary.ts'
import { record } from './record.ts'
import { imports } from './imports.ts'
import { room } from './room.ts'
import { sessions } from './sessions.ts'
import { account, people, worksheets } from './sheets.ts'
import { comments, side } from './side.ts'
import { security } from './security.ts'
import { terms } from './terms.ts'
import { concordance, versions } from './versions.ts'
import { typing } from './typing.ts'
import { votes } from './votes.ts'

/** Everything the screens say, in Chinese. */
export const zh: Catalogue = {
  app,
  between,
  chair,
  convening,
  account,
  people,
  worksheets,
  ballots,
  dialogue,
  outcomes,
  positions,
  record,
  imports,
  room,
  sessions,
  brackets,
  wordings,
  comparison,
  side,
  comments,
  security,
  glossary,
  versions,
  concordance,
  terms,
  typing,
  votes,
}
