import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readArticle } from '../../article/index.ts'
import { ground } from '../../ground/index.ts'
import { loadResources } from '../../index.ts'
import { parseArticle } from '../../parse/index.ts'
import { clausesOf } from '../clauses/clauses-of.ts'
import { neighboursOf } from '../events/learned.ts'
import { classNamesOf } from '../rules/class-names.ts'
import { Parties } from '../rules/parties.ts'
import { hashTrait } from './model.ts'
import { seeParties, viewParties } from './party-view.ts'
import { Traits } from './traits.ts'
import { kept, viewTrigger } from './trigger-view.ts'

const resources = loadResources()
const text = readFileSync(new URL('../../../samples/dispatches/1999-greece-turkey-thaw.txt', import.meta.url), 'utf8')

const hashed = (names: readonly string[]) => [...Int32Array.from(names, hashTrait)]

describe('Traits', () => {
  it('hashes pieces as their whole, for any letters, and keeps the first place of a trait', () => {
    const traits = new Traits({ named: true })
    traits.add('oL:', 'accuse', '|', 'of')
    traits.add('', 'Ελλάδα', '', '😀', 'x', 'y')
    traits.add('oL:accuse|of')
    traits.add('L:', 'vpay')
    expect(traits.names).toEqual(['oL:accuse|of', 'Ελλάδα😀xy', 'L:vpay'])
    expect([...traits.hashes()]).toEqual(hashed(traits.names!))
  })

  it('holds thousands, each once, and starts empty again', () => {
    const traits = new Traits()
    const names = Array.from({ length: 3000 }, (_, i) => `t:${(i * 7919) % 2000}`)
    for (const name of names) traits.add(name)
    expect([...traits.hashes()]).toEqual(hashed([...new Set(names)]))
    traits.clear()
    traits.add('all')
    expect([...traits.hashes()]).toEqual(hashed(['all']))
  })
})

describe('what the models see', () => {
  const { article } = readArticle({ id: 'a', kind: 'text', content: text })
  const grounded = ground(parseArticle(article!, resources.model), resources.lexicon)
  const parties = new Parties(grounded)
  const names = classNamesOf(resources.rules)
  const near = neighboursOf(resources.rules, resources.relate.vectors)
  const sentence = grounded.parsed.body.find((each) => each.tokens.some((token) => token.form === 'rescuers'))!
  const clauses = clausesOf(sentence)
  const sent = clauses.find((clause) => clause.lemma === 'send')!

  it('is told in names whose hashes the model file has', () => {
    const named = new Traits({ named: true })
    const view = kept(viewTrigger(sent, clauses, parties, names, near, [], named))
    expect(named.names).toEqual(
      expect.arrayContaining(['K:v', 'L:vsend', 'aE:state', 'p:team', 'pL:send|team', 'rel:foreign']),
    )
    expect([...view.traits]).toEqual(hashed(named.names!))
    expect([...view.traits]).toEqual([...kept(viewTrigger(sent, clauses, parties, names, near, [])).traits])
    const known = named.names!.filter((name) => resources.relate.triggers.types.rows.has(hashTrait(name)))
    expect(known.length).toBeGreaterThan(20)
  })

  it('has the words of each group as one vector of length 1', () => {
    const { dense } = viewTrigger(sent, clauses, parties, names, near, [])
    const { size, values, words } = resources.relate.vectors
    const row = words.get('send')!
    const own = values.subarray(row * size, (row + 1) * size)
    const length = Math.sqrt(own.reduce((sum, x) => sum + x * x, 0))
    expect([...dense.subarray(0, size)]).toEqual([...own].map((x) => x / length))
    for (let at = 0; at < dense.length; at += size) {
      const norm = dense.subarray(at, at + size).reduce((sum, x) => sum + x * x, 0)
      if (norm > 0) expect(norm).toBeCloseTo(1, 9)
    }
  })

  it('gives every mention its own traits', () => {
    const named = new Traits({ named: true })
    const question = { clause: sent, type: 'AID' as const, actors: [], recipients: [], learned: false }
    const last: number[] = []
    const see = (_: unknown, __: unknown, traits: Int32Array, count: number) => {
      last.splice(0, last.length, ...traits.subarray(0, count))
    }
    seeParties(question, clauses, parties, names, see, named)
    const views = viewParties(question, clauses, parties, names)
    expect(views.length).toBeGreaterThan(1)
    expect(last).toEqual(hashed(named.names!))
    expect([...views.at(-1)!.traits]).toEqual(last)
    expect(named.names).toEqual(expect.arrayContaining(['b', 'b|AID', 'R:0']))
    expect(views.some(({ traits }) => [...traits].join() !== [...views[0]!.traits].join())).toBe(true)
  })
})
