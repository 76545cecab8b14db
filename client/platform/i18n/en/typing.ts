/** The words of writing in a text: saving, what is not sent yet, one's own device. */
export const typing = {
  clause: {
    saving: 'Saving …',
    offline: 'Not sent yet',
    refused: 'Not taken',
    notYet: 'Not connected: you can write in this clause once the connection is back.',
  },
  offline: {
    durable:
      'Connection lost. What you write is kept on this device, encrypted, and sent by itself when the connection is back.',
    memory:
      'Connection lost. What you write is kept in this window only and sent when the connection is back: do not close or reload it.',
  },
  waiting_one: 'Not connected; {{count}} change waits to be sent',
  waiting_other: 'Not connected; {{count}} changes wait to be sent',
  unsent: {
    copy: 'Copy my words',
    copied: 'Your words are on the clipboard.',
    putBack: 'Put them back',
    noPlace:
      'The passage has changed meanwhile, so your words have no certain place any more. Copy them and put them where they belong.',
    dismiss: 'Dismiss',
    offer: 'Your words:',
    removed: '(You had removed: {{words}})',
    elsewhere: 'Words of yours in another text were not taken.',
    show: 'Show',
    astray: 'Words that you wrote belong to a text that is not open to you any more.',
  },
  device: {
    title: 'This device',
    own: 'This is my own device',
    ownNote:
      'Words that could not be sent yet then outlive a reload: they are kept here encrypted, under a key that only your sign-in is given, and wiped when you sign out.',
    memoryNote: 'Without this, unsent words are kept in the open window only.',
    impossible: 'This page is not on a secure connection, so nothing can be kept encrypted here.',
  },
  signOut: {
    title: 'Sign out with unsent words?',
    ask: 'Words that you wrote have not reached the server yet. Signing out wipes them from this device. Open the text and wait until everything is saved, or copy them first.',
    anyway: 'Sign out and lose them',
  },
}
