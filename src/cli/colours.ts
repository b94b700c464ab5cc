import picocolors from 'picocolors'

/** Colours on a terminal and nowhere else: what is piped or written to a file is plain. `NO_COLOR` turns them off, `FORCE_COLOR` on. */
export const pc = picocolors.createColors(
  !process.env['NO_COLOR'] && (process.stdout.isTTY === true || Boolean(process.env['FORCE_COLOR'])),
)
