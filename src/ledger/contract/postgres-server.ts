import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Debian's package puts the server's programs, the newest version first; null where it is not installed. */
function binaries(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null
}

/** The user a server may run as: PostgreSQL refuses root. Null where we are nobody's root and may run it ourselves. */
function user(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Why no server can be started here; null where one can. */
export function whyNoPostgres(): string | null {
  return binaries() ? null : 'PostgreSQL is not installed (on Debian: apt-get install postgresql)'
}

/** For tests: a server that can be ended and started again. */
export interface PostgresServer {
  address: string
  pid: number
  /** Ends it at once, with no farewell to anybody; what it had in hand is found again from its log at the next start. */
  kill(): Promise<void>
  /** Starts it again on its old data; comes back once it answers. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL server of our own on this machine, its data in a new folder. `durable` keeps it from cutting corners on writing to disk. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const bin = binaries()!
  const folder = mkdtempSync(join(tmpdir(), 'detente-postgres-'))
  const as = user()
  if (as) chownSync(folder, as.uid, as.gid)
  chmodSync(folder, 0o700)
  const options = {
    cwd: folder,
    ...(as ?? {}),
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    stdio: 'ignore' as const,
  }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'detente', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    options,
  )
  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=60',
  ]
  if (!durable) settings.push('fsync=off', 'full_page_writes=off')
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((one) => ['-c', one])]
  let server: ChildProcess
  let gone: Promise<void>
  const start = async () => {
    server = spawn(join(bin, 'postgres'), args, options)
    gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
    for (let tries = 0; ; tries++)
      try {
        execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
        return
      } catch (error) {
        if (tries === 600 || server.exitCode !== null) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
  }
  await start()
  return {
    address: `postgres://detente@127.0.0.1:${port}/postgres`,
    get pid() {
      return server.pid!
    },
    start,
    async kill() {
      server.kill('SIGQUIT')
      await gone
    },
    async stop() {
      // Politely first: connections that are just being closed are left to close.
      server.kill('SIGTERM')
      const late = setTimeout(() => server.kill('SIGINT'), 3000)
      await gone
      clearTimeout(late)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
