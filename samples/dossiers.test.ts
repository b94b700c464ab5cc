import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readArticle } from '../src/index.ts'

const folder = 'samples/dossiers'

describe.each(readdirSync(folder))('the dossier %s', (pair) => {
  const names = readdirSync(`${folder}/${pair}`).sort()
  const articles = names.map((name) => {
    const id = `${folder}/${pair}/${name}`
    const { article } = readArticle({ id, kind: 'text', content: readFileSync(id, 'utf8') })
    if (!article) throw new Error(`${id} is no article`)
    return { name, article }
  })

  it('states in each file name the day and the outlet that the article reader finds', () => {
    for (const { name, article } of articles) {
      const outlet = article.outlet?.toLowerCase().replaceAll(' ', '-')
      expect(name.startsWith(`${article.date?.start}-${outlet}-`), name).toBe(true)
      expect([article.date?.basis, Boolean(article.title), Boolean(article.dateline)], name).toEqual([
        'metadata',
        true,
        true,
      ])
    }
  })

  it('spans ten years, thirty dispatches and five outlets, with wire copies among them', () => {
    const years = articles.map(({ article }) => Number(article.date!.start.slice(0, 4)))
    expect(Math.max(...years) - Math.min(...years)).toBeGreaterThanOrEqual(10)
    expect(articles.length).toBeGreaterThanOrEqual(30)
    expect(new Set(articles.map(({ article }) => article.outlet)).size).toBeGreaterThanOrEqual(5)
    const leads = articles.map(({ article }) => article.text.split('\n\n')[1]!)
    expect(leads.length - new Set(leads).size).toBeGreaterThanOrEqual(2)
  })
})
