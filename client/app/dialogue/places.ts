/** The pages of a dialogue, in the order of its tabs. */
export const PAGES = [
  { to: '/dialogues/$dialogueId', name: 'overview', exact: true },
  { to: '/dialogues/$dialogueId/room', name: 'room', exact: false },
  { to: '/dialogues/$dialogueId/positions', name: 'positions', exact: false },
  { to: '/dialogues/$dialogueId/ballots', name: 'ballots', exact: false },
  { to: '/dialogues/$dialogueId/worksheets', name: 'worksheets', exact: false },
  { to: '/dialogues/$dialogueId/glossary', name: 'glossary', exact: false },
  { to: '/dialogues/$dialogueId/outcomes', name: 'outcomes', exact: false },
  { to: '/dialogues/$dialogueId/people', name: 'people', exact: false },
] as const
