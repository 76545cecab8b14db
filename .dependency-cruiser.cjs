// The import rule of the house (docs/architecture.md): a shared room imports only rooms to its left, through
// their index.ts; server rooms never import each other; client rooms meet only in client/app.
const ROOMS = [
  'kernel',
  'refusals',
  'record',
  'identity',
  'dialogues',
  'sessions',
  'proposals',
  'positions',
  'agreement',
  'outcomes',
  'app',
]

const sharedRules = ROOMS.map((room, index) => ({
  name: `shared-${room}-imports-only-to-its-left`,
  severity: 'error',
  from: { path: `^shared/${room}/`, pathNot: '\\.test\\.ts$' },
  to: {
    path: '^(shared|server|client|test|scripts)/',
    pathNot: [
      `^shared/${room}/`,
      ...ROOMS.slice(0, index).map((left) => `^shared/${left}/index\\.ts$`),
    ],
  },
}))

module.exports = {
  forbidden: [
    ...sharedRules,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)' },
    },
    {
      name: 'shared-rooms-through-their-index',
      severity: 'error',
      from: { path: '^(server|client|test|scripts)/' },
      to: { path: '^shared/[^/]+/', pathNot: '^shared/[^/]+/index\\.ts$' },
    },
    {
      name: 'server-rooms-never-import-each-other',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/([^/]+)/', pathNot: ['^server/$1/', '^server/platform/'] },
    },
    {
      name: 'server-platform-knows-no-room',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/', pathNot: '^server/platform/' },
    },
    {
      name: 'client-rooms-meet-in-app',
      severity: 'error',
      from: { path: '^client/(?!app/)([^/]+)/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^client/([^/]+)/',
        pathNot: ['^client/$1/', '^client/platform/', '^client/ui/'],
      },
    },
    {
      name: 'client-ui-knows-no-word-of-the-domain',
      severity: 'error',
      from: { path: '^client/ui/' },
      to: { path: '^(client/(?!ui/)|shared/)' },
    },
    {
      name: 'client-never-imports-the-server',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/' },
    },
    {
      name: 'server-never-imports-the-client',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    {
      name: 'sql-stands-in-stores',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: [
          '/store[^/]*\\.ts$',
          '^server/platform/',
          '^server/(app|main|demo)\\.ts$',
          '\\.test\\.ts$',
        ],
      },
      to: { path: 'node_modules/postgres/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
