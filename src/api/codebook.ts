import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { EventType, Rule } from '../coding/index.ts'
import type { Resources } from '../pipeline/index.ts'
import { badRequest, failure, json, notFound, router, typed } from './answers.ts'
import { type EventTypeNote, eventTypes } from './event-types.ts'

/** A rule as the codebook shows it: what it looks for in words, what it codes, what it leaves alone. */
export type CodebookRule = Pick<Rule, 'id' | 'mode' | 'cameo' | 'why' | 'codes' | 'ignores' | 'limits'> & {
  /** The words that set the rule off, a few dozen at most; `more` counts the rest. */
  words: string[]
  more: number
}

export type CodebookType = EventTypeNote & { rules: number; modes: string[] }
export type CodebookPage = EventTypeNote & { rules: CodebookRule[] }

const shownWords = 24

/** The codebook, generated from the rules that are loaded. */
export function codebookRoutes({ resources }: { resources: Resources }) {
  const { rules, classes } = resources.rules
  const codebook = eventTypes.map((note): CodebookType => {
    const own = rules.filter((rule) => rule.event === note.type)
    const modes = own.flatMap((rule) => [
      ...(rule.mode ?? []),
      ...rule.trigger.class.flatMap((name) =>
        [...(classes.get(name)?.values() ?? [])].flatMap((entry) => entry.mode ?? []),
      ),
    ])
    return { ...note, rules: own.length, modes: [...new Set(modes)].sort() }
  })
  const pages = new Map(
    eventTypes.map((note) => [
      note.type as string,
      {
        ...note,
        rules: rules.filter((rule) => rule.event === note.type).map((rule) => ruleRow(rule, wordsOf(rule))),
      } satisfies CodebookPage,
    ]),
  )

  function wordsOf(rule: Rule): string[] {
    const fromClasses = rule.trigger.class.flatMap((name) =>
      [...(classes.get(name)?.keys() ?? [])].map((key) => key.slice(key.indexOf(':') + 1)),
    )
    return [...new Set([...rule.trigger.lemmas, ...fromClasses])].sort()
  }

  return (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/codebook',
        responses: {
          200: json(typed<CodebookType[]>(z.array(z.object({ type: z.string() }).loose())), 'The sixteen types'),
        },
      }),
      (c) => c.json(codebook, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/codebook/{type}',
        request: { params: z.object({ type: z.string().regex(/^[A-Z]{3,12}$/, 'must be a type such as CONSULT') }) },
        responses: {
          200: json(
            typed<CodebookPage>(
              z.object({ type: z.string(), rules: z.array(z.object({ id: z.string() }).loose()) }).loose(),
            ),
            'One type with its rules and their examples',
          ),
          400: badRequest,
          404: notFound,
        },
      }),
      (c) => {
        const found = pages.get(c.req.valid('param').type as EventType)
        return found
          ? c.json(found, 200)
          : c.json(failure('api/no-type', 'There is no such event type. See /api/v1/codebook.'), 404)
      },
    )
}

function ruleRow(rule: Rule, words: string[]): CodebookRule {
  const { id, mode, cameo, why, codes, ignores, limits } = rule
  return {
    id,
    mode,
    cameo,
    why,
    codes,
    ignores,
    limits,
    words: words.slice(0, shownWords),
    more: Math.max(0, words.length - shownWords),
  }
}
