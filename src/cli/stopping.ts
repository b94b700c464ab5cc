import { note } from './output.ts'

/** The exit code of a command that was stopped by Ctrl-C or by the system, as shells have it. */
const stoppedCode = 130

/**
 * A signal that is aborted by Ctrl-C or SIGTERM, so that a command can finish what it has in hand; the second time the program ends at once.
 * `ended` is called when the work is over: it sets the exit code where it was stopped, and lets go of standard input.
 */
export function stopping(): { signal: AbortSignal; ended(): void } {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(stoppedCode)
    controller.abort()
    note('\nstopping: what is in hand is finished first; Ctrl-C again stops at once')
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    ended() {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      if (!controller.signal.aborted) return
      process.exitCode = stoppedCode
      process.stdin.destroy()
    },
  }
}
