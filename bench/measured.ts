import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What a run of a command cost. */
export interface Cost {
  seconds: number
  /** Processor time of the process with all its threads, user and system. */
  cpuS: number
  /** The most memory it ever held. */
  peakMb: number
  /** Memory each second of its life, from its first. */
  memoryMb: number[]
  out: string
}

const bin = resolve('dist/cli/main.js')

/** Writes what a process cost into the file named by DETENTE_COST when it ends; given to Node by `--import`. */
const meter = `
import { isMainThread } from 'node:worker_threads'
import { writeFileSync } from 'node:fs'
if (isMainThread) {
  const memoryMb = []
  setInterval(() => memoryMb.push(Math.round(process.memoryUsage.rss() / 1e6)), 1000).unref()
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const peakMb = Math.round(process.resourceUsage().maxRSS / 976.5625)
    writeFileSync(process.env.DETENTE_COST, JSON.stringify({ cpuS: (user + system) / 1e6, peakMb, memoryMb }))
  })
}`

/** Runs `detente` as built to its end and says what it cost; `onCore` holds it to one core where the system can. Throws where it fails. */
export async function cost(args: string[], { cwd, onCore }: { cwd: string; onCore?: number }): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'detente-cost-'))
  const file = join(folder, 'cost.json')
  const node = [process.execPath, '--import', `data:text/javascript,${encodeURIComponent(meter)}`, bin, ...args]
  const [program, ...rest] = onCore === undefined || !canPin ? node : ['taskset', '-c', String(onCore), ...node]
  const began = performance.now()
  try {
    const child = spawn(program!, rest, {
      cwd,
      env: { ...process.env, DETENTE_COST: file },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err, letters] = ['', '', 0]
    child.stdout.on('data', (part) => {
      letters += part.length
      if (letters < 1_000_000) out += part
    })
    child.stderr.on('data', (part) => (err = (err + part).slice(-2000)))
    const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
    if (code !== 0) throw new Error(`detente ${args.join(' ')} ended with ${code}: ${err}`)
    return { seconds: (performance.now() - began) / 1000, out, ...JSON.parse(readFileSync(file, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether a process can be held to one core here. */
export const canPin = ['/usr/bin/taskset', '/bin/taskset'].some((path) => existsSync(path))

/** Processor time that a running process and all its children ever took, in seconds; null where the system does not say. */
export function cpuOf(pid: number): number | null {
  if (!existsSync('/proc/self/stat')) return null
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      // Without the name: parent 1, user 11, system 12, both of children that ended 13 and 14.
      if (Number(name) === pid) for (const at of [11, 12, 13, 14]) ticks += Number(fields[at])
      else if (Number(fields[1]) === pid) for (const at of [11, 12]) ticks += Number(fields[at])
    } catch {
      // It ended meanwhile.
    }
  }
  return ticks / 100
}
