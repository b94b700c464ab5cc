import type { Kysely } from 'kysely'
import { sha256Hex } from '../article/index.ts'
import { coverName } from './erase-names.ts'
import type { Tables } from './schema.ts'

/** One text that an article has had. The last one is the article's own; the others are kept as they were. */
export interface ArticleVersion {
  /** ISO instant of its first filing, or of its return. */
  since: string
  title: string | null
  text: string
  current: boolean
}

/** What a text is known again by. */
export const textHash = (text: string) => sha256Hex(text)

/** True where the article's current text is this one. */
export async function isCurrentText(db: Kysely<Tables>, key: string, text: string): Promise<boolean> {
  const row = await db
    .selectFrom('article_version')
    .select('hash')
    .where('article', '=', key)
    .where('hash', '=', textHash(text))
    .where('text', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that an article now has this text; what it had before is kept beside it. Called while the old article row still stands. */
export async function supersede(tx: Kysely<Tables>, key: string, text: string, at: string): Promise<void> {
  const hash = textHash(text)
  const old = await tx.selectFrom('article').select(['text', 'title']).where('key', '=', key).executeTakeFirst()
  if (old)
    await tx
      .updateTable('article_version')
      .set({ text: old.text, title: old.title })
      .where('article', '=', key)
      .where('text', 'is', null)
      .where('hash', '!=', hash)
      .execute()
  await tx
    .insertInto('article_version')
    .values({ article: key, hash, since: at, title: null, text: null })
    .onConflict((c) =>
      c.columns(['article', 'hash']).doUpdateSet((e) => ({
        text: null,
        title: null,
        // A text that comes back counts from its return; the standing one from its first filing.
        since: e
          .case()
          .when('article_version.text', 'is', null)
          .then(e.ref('article_version.since'))
          .else(e.ref('excluded.since'))
          .end(),
      })),
    )
    .execute()
}

/** All texts an article has had, the oldest first. */
export async function versionsOf(db: Kysely<Tables>, key: string): Promise<ArticleVersion[]> {
  const rows = await db
    .selectFrom('article_version')
    .innerJoin('article', 'article.key', 'article_version.article')
    .select([
      'since',
      'article_version.title',
      'article_version.text',
      'article.title as nowTitle',
      'article.text as nowText',
    ])
    .where('article', '=', key)
    .orderBy('since')
    .orderBy('hash')
    .execute()
  return rows.map(({ since, title, text, nowTitle, nowText }) =>
    text === null ? { since, title: nowTitle, text: nowText, current: true } : { since, title, text, current: false },
  )
}

/** Covers a person's name in the texts that articles have had. */
export async function coverVersions(tx: Kysely<Tables>, name: string): Promise<void> {
  const rows = await tx
    .selectFrom('article_version')
    .select(['article', 'hash', 'title', 'text'])
    .where('text', 'is not', null)
    .execute()
  for (const row of rows) {
    const [title, text] = [row.title === null ? null : coverName(row.title, name), coverName(row.text!, name)]
    if (title !== row.title || text !== row.text)
      await tx
        .updateTable('article_version')
        .set({ title, text })
        .where('article', '=', row.article)
        .where('hash', '=', row.hash)
        .execute()
  }
}
