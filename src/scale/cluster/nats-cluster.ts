import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const program = ['/usr/sbin/nats-server', '/usr/bin/nats-server', '/usr/local/bin/nats-server'].find((path) =>
  existsSync(path),
)

/** Why no server can be started here; null where one can. */
export const whyNoNats = (): string | null =>
  program ? null : 'nats-server is not installed (on Debian: apt-get install nats-server)'

/** For tests: servers of our own on this machine with JetStream, their data in a new folder. */
export interface NatsCluster {
  /** Addresses of all nodes, with commas between them. */
  address: string
  size: number
  /** Process ids of the nodes that run. */
  pids(): number[]
  /** Ends a node as a loss of power would. */
  kill(node: number): Promise<void>
  /** Starts a node again on its old data. */
  start(node: number): Promise<void>
  stop(): Promise<void>
}

export async function startNats(size: number): Promise<NatsCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'detente-nats-'))
  const ports = await Promise.all(Array.from({ length: size }, freePort))
  const routes = await Promise.all(Array.from({ length: size }, freePort))
  const nodes: (ChildProcess | null)[] = Array.from({ length: size }, () => null)
  const cluster: NatsCluster = {
    address: ports.map((port) => `nats://127.0.0.1:${port}`).join(','),
    size,
    pids: () => nodes.flatMap((node) => node?.pid ?? []),
    async kill(node) {
      const process = nodes[node]
      if (!process) return
      const gone = new Promise((resolve) => process.once('exit', resolve))
      process.kill('SIGKILL')
      await gone
      nodes[node] = null
    },
    async start(node) {
      if (nodes[node]) return
      const data = join(folder, String(node))
      mkdirSync(data, { recursive: true })
      const args = ['-a', '127.0.0.1', '-p', String(ports[node]), '-n', `node${node}`, '-js', '-sd', data]
      if (size > 1)
        args.push(
          '--cluster_name',
          'test',
          '--cluster',
          `nats://127.0.0.1:${routes[node]}`,
          '--routes',
          routes.map((port) => `nats://127.0.0.1:${port}`).join(','),
        )
      nodes[node] = spawn(program!, args, { stdio: 'ignore' })
      for (let tries = 0; tries < 200 && !(await listens(ports[node]!)); tries++) await sleep(50)
    },
    async stop() {
      for (let node = 0; node < size; node++) await cluster.kill(node)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await Promise.all(nodes.map((_, node) => cluster.start(node)))
  return cluster
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = dial(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

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
