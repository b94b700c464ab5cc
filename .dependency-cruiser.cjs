// The house's two laws: data flows down the rooms and imports only point up the list; a room is entered only by its index.ts.
const rooms = [
  'text',
  'intake',
  'article',
  'parse',
  'ground',
  'coding',
  'ledger',
  'exchange',
  'analysis',
  'pipeline',
  'scale',
  'api',
  'cli',
  'web',
]
const pure = ['text', 'article', 'parse', 'ground', 'coding']

const order = rooms.flatMap((room, index) => {
  const below = rooms
    .slice(index + 1)
    .filter((other) => !(room === 'api' && other === 'web') && !(room === 'cli' && other === 'web'))
  return below.length
    ? [
        {
          name: `imports-point-up-from-${room}`,
          comment: `${room} may import only from the rooms above it`,
          severity: 'error',
          from: { path: `^src/${room}/` },
          to: { path: `^src/(${below.join('|')})/` },
        },
      ]
    : []
})

module.exports = {
  forbidden: [
    ...order,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rooms-are-entered-by-their-door',
      comment: 'another room is imported only through its index.ts',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'pure-rooms-know-no-node',
      comment: 'text, article, parse, ground and coding run in a browser',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-lives-at-the-edges',
      comment: 'Node modules belong to intake, ledger and the last rooms',
      severity: 'error',
      from: { path: '^src/(exchange|analysis|pipeline)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^src/web/' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
}
