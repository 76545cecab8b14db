/** The words of proving who one is, and of what happened to one's account. */
export const security = {
  title: 'Second factor',
  note: 'Beside the password you then show something that only you have. A stolen password alone opens nothing any more.',
  passkeys: 'Passkeys',
  passkeysNote:
    'Your device confirms that it is you, by fingerprint, face or PIN. Also opens the door without a password.',
  noPasskeysHere: 'This browser does not know passkeys. Use one-time codes, or another browser.',
  addPasskey: 'Add a passkey',
  makePasskey: 'Make it on this device',
  passkeyAsk:
    'Your device will ask you to confirm. The passkey stays on it; the server keeps only what checks it.',
  passkeyName: 'Name of this passkey',
  passkeyNameHint: 'For instance the device that it is on.',
  madeAt: 'made {{when}}, not used yet',
  removePasskey: 'Remove the passkey {{name}}',
  removePasskeyAsk: 'It opens this account no longer. Nothing else changes.',
  codes: 'One-time codes',
  codesNote: 'An authenticator application shows six digits that change every half minute.',
  setUp: 'Set up',
  inForce: 'in force',
  remove: 'Remove',
  removeCodes: 'Remove one-time codes',
  removeCodesAsk:
    'The application’s codes are asked for no longer. With the last second factor, the recovery codes go, too.',
  scan: 'Read this picture with your authenticator application, then type the code that it shows.',
  qr: 'Picture for the authenticator application',
  typeSecret: 'Or type this key into it:',
  firstCode: 'Code that the application shows',
  confirmCode: 'Confirm',
  recoveryTitle: 'Recovery codes',
  recoveryNote:
    'Each of these stands in once for a lost second factor. They are shown this once: print them or keep them apart from your device.',
  recoveryLeft_one: '{{count}} recovery code is left.',
  recoveryLeft_other: '{{count}} recovery codes are left.',
  renewRecovery: 'Make new recovery codes',
  download: 'Save as a file',
  kept: 'I have kept them',
  passwordNote: 'Changing it ends every other sign-in of yours.',
  changePassword: 'Change the password',
  passwordHint:
    'At least {{least}} characters; a sentence that you remember is good. Not your name, and nothing that everybody tries first.',
  passwordChanged_one: 'The password is changed; {{count}} other sign-in has ended.',
  passwordChanged_other: 'The password is changed; {{count}} other sign-ins have ended.',
  events: 'What happened to this account',
  eventsNote: 'If something here was not you, change your password and tell the convener.',
  noEvents: 'Nothing out of the ordinary.',
  event: {
    'new-device': 'Signed in from a device that was not known',
    'password-changed': 'Password changed',
    'password-link': 'The convener made a link to a new password',
    'code-added': 'One-time codes set up',
    'code-removed': 'One-time codes removed',
    'passkey-added': 'Passkey added',
    'passkey-removed': 'Passkey removed',
    'recovery-codes-made': 'New recovery codes made',
    'recovery-code-used': 'A recovery code was used',
    'institution-linked': 'Linked with an institution’s sign-in',
  },
  secondTitle: 'One more step',
  code: 'One-time or recovery code',
  codeHint: 'Six digits of your application, or one of your recovery codes.',
  recoveryCode: 'Recovery code',
  recoveryHint: 'If your passkey is lost: one of the codes that you kept.',
  usePasskey: 'Use a passkey',
  passkeySignIn: 'Sign in with a passkey',
  withInstitution: 'Sign in with {{name}}',
  proveTitle: 'Is it still you?',
  proveNote:
    'This step speaks for others or cannot be undone. Prove once more who you are; it is then carried out, and what you typed stays.',
  proveNow: 'Confirm',
  proveDemo:
    'In the demonstration one click is enough. Elsewhere a password, a code or a passkey is asked for.',
  itIsMe: 'It is me',
  nothingToProve:
    'This account has neither password nor second factor to prove yourself with. Sign out and in again, then add a passkey on the account page.',
  freshLink: 'Make a fresh link',
  freshLinkAsk:
    '{{name}} gets a link that works once; an earlier one ends. If {{name}} has entered before, the link sets a new password: the account’s owner is told of it, and a second factor is still asked for.',
  withdraw: 'Withdraw the invitation',
  withdrawAsk: 'The link opens nothing any more, and {{name}} is suspended until you restore them.',
  waiting: 'invited',
  over: 'invitation has ended',
  forgotten: 'Forgotten password',
  forgottenLink: 'Forgotten your password?',
  forgottenNote:
    'State your e-mail address. If an account belongs to it, you are sent a link to a new password.',
  sendLink: 'Send the link',
  linkSent:
    'If an account belongs to this address, a link is on its way. It works once, for a day.',
  askConvener:
    'This server sends no mail. Ask the convener of your dialogue for a link to a new password; it works once, for a day.',
  toSignIn: 'To signing in',
  newPassword: 'New password',
  setPassword: 'Set the password and enter',
}

/** Sentences for the refusals around accounts. */
export const securityErrors: Readonly<Record<string, string>> = {
  'identity/reauthenticate':
    'This was not done: it asks you to prove again who you are. Try again and confirm.',
  'identity/wrong-proof': 'This does not prove who you are. Check it and try again.',
  'identity/wrong-passkey':
    'This passkey does not open an account here. Use another one, or your password.',
  'identity/wrong-code':
    'This code is not the one of the moment. Check the clock of your device, then type the next one.',
  'identity/passkey-cancelled': 'Your device gave no passkey. Try again, or use another way.',
  'identity/too-late': 'This took too long. Begin with your password again.',
  'identity/codes-in-force': 'One-time codes are in force already. Remove them first.',
  'identity/no-second-factor': 'Set up a passkey or one-time codes first.',
  'identity/unknown-link':
    'This link has been used, has ended, or is not complete. Ask for a fresh one.',
  'identity/password-short': 'At least 12 characters.',
  'identity/password-common':
    'This is among what everybody tries first. Take a sentence of your own.',
  'identity/password-personal':
    'This is made mostly of your name or address. Take something that others do not know of you.',
  'identity/institution-unreachable':
    'The institution’s sign-in does not answer. Try again later, or use your password.',
  'identity/institution-refused':
    'The institution did not confirm who you are. Try again, or use your password.',
  'identity/institution-unknown':
    'The institution knows you, but no account here belongs to you. Open your invitation and accept it with the institution, or ask the convener.',
  'identity/others-rely':
    'This account also belongs to a dialogue that you do not convene. Its owner asks the convener there, or whoever runs the server.',
}
