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
  /** Who took the processor time; null where the system does not say. */
  threads: Threads | null
  out: string
}

/** Processor time by thread, in seconds. */
interface Threads {
  /** The main thread: of a reading in many threads the writer, of one in a single thread all of it. */
  mainS: number
  /** What Node's own helpers took, who compile and collect garbage. */
  helpersS: number
  /** The threads that code, and all others. */
  codersS: number
  /** Part of their time, 0 to 1, in which the threads that code neither ran nor waited for a core: they had nothing to do. null where there are none. */
  restedPart: number | null
}

const bin = resolve('dist/cli/main.js')

/**
 * Writes what a process cost into the file named by DETENTE_COST when it ends; given to Node by `--import`. Threads that are there at the start are Node's
 * own; of later ones those count as coding that take at least half as much as the busiest. /proc tells how long each ran and how long it waited for a core.
 */
const meter = `
import { isMainThread } from 'node:worker_threads'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
if (isMainThread) {
  const tasks = () => {
    const found = new Map()
    try {
      for (const id of readdirSync('/proc/self/task'))
        try {
          const [ran, waited] = readFileSync('/proc/self/task/' + id + '/schedstat', 'utf8').split(' ')
          found.set(id, { ran: ran / 1e9, waited: waited / 1e9, at: performance.now() / 1000 })
        } catch {}
    } catch {}
    return found
  }
  const first = tasks()
  const seen = new Map()
  const memoryMb = []
  setInterval(() => {
    memoryMb.push(Math.round(process.memoryUsage.rss() / 1e6))
    for (const [id, now] of tasks()) if (!first.has(id)) seen.set(id, { from: seen.get(id)?.from ?? now, to: now })
  }, 1000).unref()
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const cpuS = (user + system) / 1e6
    const peakMb = Math.round(process.resourceUsage().maxRSS / 976.5625)
    let [mainS, helpersS] = [0, 0]
    for (const [id, { ran }] of tasks())
      if (id === String(process.pid)) mainS = ran
      else if (first.has(id)) helpersS += ran
    const spans = [...seen.values()].map(({ from, to }) => {
      const busy = to.ran - from.ran
      return { busy, alive: to.at - from.at, rested: to.at - from.at - busy - (to.waited - from.waited) }
    })
    const most = Math.max(0, ...spans.map(({ busy }) => busy))
    const coding = spans.filter(({ busy }) => busy > 0.5 && busy >= most / 2)
    const sum = (name) => coding.reduce((total, span) => total + span[name], 0)
    const restedPart = coding.length ? Math.max(0, sum('rested') / sum('alive')) : null
    const threads = first.size ? { mainS, helpersS, codersS: cpuS - mainS - helpersS, restedPart } : null
    writeFileSync(process.env.DETENTE_COST, JSON.stringify({ cpuS, peakMb, memoryMb, threads }))
  })
}`

/** How a command is run. */
export interface Running {
  /** The cores it is held to where the system can, as `taskset` takes them: `0`, `0,1`. */
  onCores?: string
  /** Hears what it says on standard error, with the id of its process. */
  heard?: (text: string, pid: number) => void
}

/** Runs `detente` as built to its end and says what it cost. Throws where it fails. */
export async function cost(args: string[], { cwd, onCores, heard }: Running & { cwd: string }): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'detente-cost-'))
  const file = join(folder, 'cost.json')
  const node = [process.execPath, '--import', `data:text/javascript,${encodeURIComponent(meter)}`, bin, ...args]
  const [program, ...rest] = onCores === undefined || !canPin ? node : ['taskset', '-c', onCores, ...node]
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
    child.stderr.on('data', (part) => {
      err = (err + part).slice(-2000)
      heard?.(String(part), child.pid!)
    })
    const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
    if (code !== 0) throw new Error(`detente ${args.join(' ')} ended with ${code}: ${err}`)
    return { seconds: (performance.now() - began) / 1000, out, ...JSON.parse(readFileSync(file, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether a process can be held to one core here. */
export const canPin = ['/usr/bin/taskset', '/bin/taskset'].some((path) => existsSync(path))

/** Memory that a running process holds, in MB; null where the system does not say. */
export function memoryOf(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb ? Math.round(Number(kb) / 976.5625) : null
  } catch {
    return null
  }
}

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
