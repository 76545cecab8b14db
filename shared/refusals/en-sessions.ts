/** Refusals about sessions, drafting groups and caucuses. */
export const sessionErrors: Readonly<Record<string, string>> = {
  'sessions/group-members':
    'A drafting group is made of members of delegations, each named once. Choose them again.',
  'sessions/group-one-sided':
    'A drafting group needs members of two delegations at least. Add somebody of another one.',
  'sessions/group-over': 'This drafting group has reported or was dissolved. Convene a new one.',
  'sessions/group-overlaps':
    'Another drafting group is at work on this. Wait for its report, or choose other clauses.',
  'sessions/in-caucus':
    'Your delegation is in caucus already. End that caucus before calling another.',
  'sessions/instant-past': 'This instant is over. Choose a later one.',
  'sessions/item-kept': 'Only the co-chairs see this point. Release it first.',
  'sessions/item-not-current': 'This point is not the one under discussion. Take it up first.',
  'sessions/item-started':
    'This point, or one after it, has been taken up already. What was taken up stays in its place.',
  'sessions/not-in-caucus': 'Your delegation is not in caucus. Call one first.',
  'sessions/not-in-group':
    'Members of the drafting group, the moderators or the rapporteur report for it. Ask one of them.',
  'sessions/on-break': 'The session is in a break. End the break first, or wait until it is over.',
  'sessions/outside-session':
    'This instant lies outside the session. Choose one between its beginning and its end.',
  'sessions/point-of-order-first':
    'Points of order come first and keep their order. Give the floor instead.',
  'sessions/session-cancelled':
    'This session was called off; its agenda stays as it was. Plan a new session.',
  'sessions/unknown-group': 'This drafting group is not part of the dialogue. Load the page again.',
  'proposals/drafting-group':
    'A drafting group is at work on this. It is changed by its members until the group reports back.',
  'proposals/no-minutes':
    'Minutes are a rapporteur’s report of a session that was opened. Choose such a session.',
  'proposals/of-the-bureau':
    'The rapporteur’s report is written by the moderators and the rapporteur. Tell the rapporteur what should be changed.',
  'text/drafting-group':
    'A drafting group is at work on this text; its members write until it reports back.',
  'text/of-the-bureau':
    'The rapporteur’s report is written by the moderators and the rapporteur; you read it. Tell the rapporteur what should be changed.',
}
