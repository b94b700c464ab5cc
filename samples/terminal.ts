import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What is typed, and how many lines of the answer are shown before the rest is left out. */
const session: [args: string[], lines: number][] = [
  [['read', 'samples/dispatches/2018-ethiopia-eritrea.html'], 19],
  [['pair', 'ETH', 'ERI'], 38],
  [['find', 'embassies'], 7],
]

/** A terminal session over a sample as a Markdown page: run with the built command line, in a ledger of its own. */
export function terminalPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'detente-terminal-'))
  const ledger = join(folder, 'detente.sqlite')
  try {
    const shown = session.map(([args, lines]) => {
      const run = spawnSync(
        process.execPath,
        [resolve('dist/cli/main.js'), ...args, '--ledger', ledger],
        { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', COLUMNS: '100' } },
      )
      if (run.status !== 0) throw new Error(`detente ${args.join(' ')}: ${run.stderr}`)
      const answer = run.stdout.replaceAll(ledger, 'detente.sqlite').trimEnd().split('\n')
      const rest = answer.length > lines ? [`… (${answer.length - lines} more lines)`] : []
      return [`$ detente ${args.join(' ')}`, ...answer.slice(0, lines), ...rest].map((line) => line.trimEnd()).join('\n')
    })
    return `# A session at the terminal\n\nMade from the samples by \`npm run goldens\`; a test fails when it is no longer what the program says.\n\n\`\`\`console\n${shown.join('\n\n')}\n\`\`\`\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
