/** The words of setting dialogues up. */
export const convening = {
  rename: 'Rename the dialogue',
  dialogueTitle: 'Title of the dialogue',
  renameNote: 'Everybody sees the new title at once. What was published keeps the earlier one.',
  renameDelegation: 'Rename delegation {{label}}',
  letterNote: 'Letter and colour follow from the order in which delegations were added.',
  further: 'Found a further dialogue',
  foundNow: 'Found it',
  furtherNote:
    'A dialogue of its own, with its own people, rules and record. You convene it; nobody of this one belongs to it until you invite them.',
  delegationFirst:
    'There is no delegation yet. Close this, add a delegation, then invite its people.',
}
