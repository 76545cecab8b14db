// Runs before the application: the pages' policy forbids making code from strings, so that zod need not try it.
globalThis.__zod_globalConfig = { jitless: true }
