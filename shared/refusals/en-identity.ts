/** Sentences for the refusals around accounts. */
export const identityErrors: Readonly<Record<string, string>> = {
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
  'identity/no-second-factor':
    'Recovery codes stand in for a second factor, and there is none yet. Set up a passkey or one-time codes first.',
  'identity/unknown-link':
    'This link has been used, has ended, or is not complete. Ask for a fresh one.',
  'identity/password-short': 'This password is too short. Take at least 12 characters.',
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
    'Others rely on this account: it sits in a delegation whose head alone makes its links, or belongs to a dialogue that you do not lead. Its owner asks that head or convener, has a link mailed from the sign-in page, or asks whoever runs the server.',
}
