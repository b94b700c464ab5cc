// Part of `npm run soak`: 20,000 articles through a cluster of three NATS servers and four workers into PostgreSQL, while all of them are killed and started
// again at random. `--articles N`, `--kills N`, `--seed N` ask for others.
import { parseArgs } from 'node:util'
import { chaos, whyNoChaos } from './chaos.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
})
const missing = whyNoChaos()
if (missing) console.log(`no queue was disturbed: ${missing}`)
else {
  const report = await chaos({
    articles: Number(values.articles),
    kills: Number(values.kills),
    seed: Number(values.seed),
    tell: (words) => console.error(words),
  })
  for (const fault of report.faults) console.log(fault)
  if (report.faults.length) process.exitCode = 1
  const { node, worker, database } = report.kills
  console.log(
    `${report.articles} articles in ${report.seconds} s, killed: ${node} servers of the queue, ${worker} workers, the database ${database} times; ${report.exportBytes} bytes exported, ${report.faults.length} faults`,
  )
}
