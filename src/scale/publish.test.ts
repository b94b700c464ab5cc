import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { type NatsCluster, startNats, whyNoNats } from './cluster/nats-cluster.ts'
import { generatedArticle } from './generated-articles.ts'
import { openQueue, publish } from './index.ts'

const missing = whyNoNats()

async function* articles(count: number) {
  for (let i = 0; i < count; i++) {
    const page = generatedArticle(i, true)
    yield { id: page.id, page }
  }
}

it('says that no queue answers where something listens that is no broker', async () => {
  const server = createServer(() => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await expect(openQueue({ nats: `nats://127.0.0.1:${port}`, queue: 'q' })).rejects.toMatchObject({
    code: 'queue/cannot-reach',
  })
  server.close()
}, 60_000)

it.skipIf(missing)(
  `gives up on a broker that holds the connection and answers nothing, and stops at once when told to${missing ? ` (skipped: ${missing})` : ''}`,
  async () => {
    let nats: NatsCluster | undefined
    try {
      nats = await startNats(1)
      const queue = await openQueue({ nats: nats.address, queue: 'q' })
      for await (const { issue } of publish(articles(3), queue)) expect(issue).toBeUndefined()
      process.kill(nats.pids()[0]!, 'SIGSTOP')
      const waiting = publish(articles(40), queue, { patienceMs: 1500 })
      await expect(waiting.next()).rejects.toMatchObject({ code: 'queue/broken' })
      const told: { issue?: { code: string } }[] = []
      for await (const one of publish(articles(2), queue, { stop: AbortSignal.timeout(200) })) told.push(one)
      expect(told.map(({ issue }) => issue?.code)).toEqual(['queue/not-taken', 'queue/not-taken'])
      await queue.close()
    } finally {
      await nats?.stop()
    }
  },
  60_000,
)
