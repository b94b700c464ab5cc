/**
 * What the class names and ids of a page's containers say: most publishing systems name what is not the story. Names are compared as whole
 * words (`share` in "social-share", not in "shareholder"), so that hashed names and names of paragraphs do no harm.
 */

/** Containers that are never part of the story, whatever their size, unless the greater part of it stands in them. */
const furniture = new RegExp(
  `-(${[
    'comments?|commentlist|disqus|respond|replies|livefyre|vuukle|spot-?im|openweb|viafoura|coral-?talk|discussion',
    'related\\w*|recirc\\w*|recommend\\w*|suggested|suggestions',
    'newsletters?|signup|sign-up|cta|call-to-action|donat\\w*|subscribe|subscriptions?|subscription-widget\\w*',
    'a-rec|promos?|promotion|promoted|advert\\w*|ads?|adslot|adbox|adunit|dfp|sponsor\\w*|taboola|outbrain|zergnet|affiliate',
    'cookies?|consent|gdpr|onetrust|login|modal|popup|lightbox|overlay',
    'breadcrumbs?|nav|navbar|navigation|navlinks|menus?|masthead|pagination|pager|page-?links|page-?numbers?|skip-?links?',
    'share|shares|sharing|sharebar|sharethis|sharedaddy|social\\w*|addthis|addtoany|short-?link',
    'most-?(?:read|viewed|popular|shared|commented|recent)|popular|trending',
    'sidebar|site-?footer|footer|toolbar|article-?tools\\w*|share-?tools',
    'read-?more|see-?more|see-?also|also-?read|up-?next|next-?up|read-?next|read-?also|more-?(?:links|stories|news|from|in|on|galleries|articles|posts|coverage|about)|in-?this-?section|latest-?news|top-?stories|around-?the-?web|next-?(?:article|story|post)|prev(?:ious)?-?(?:article|story|post)',
    'author-?(?:bio|box|info|card|description|profile|block|about|details)\\w*|about-?(?:the-)?author|bio|biography',
    'toc|table-of-contents|editsection|mw-editsection|reflist|references|foot-?notes?|end-?notes|(?:fn|ftn|sdfootnote|footnote)-?\\d+|navbox|catlinks|printfooter|infobox|noprint|hatnote',
    'pull-?quotes?|pullquote\\w*|fact-?box|factbox\\w*|print-?only|visible-print|vjs|jwplayer|brightcove|video-?player|media-?player|player-with-placeholder',
    'screen-reader\\w*|sr-only|visually-?hidden|element-invisible',
    'tags|tag-?list|taglist|tags-links|topics|topic-?list|keywords',
    'twitter-tweet|twitter-video|instagram-media|fb-post|tiktok-embed|reddit-card|bluesky-embed|embedly-card',
    'post-?ufi|likes?|poll|contact-?(?:info|box)?|linkbox|link-?list|links-block',
  ].join('|')})-`,
)

/** Layers that ask for consent, whatever their size. */
const wall =
  /-(?:consent\w*|cookie-?(?:wall|banner|notice|law|bar|popup|modal|policy|consent)\w*|gdpr\w*|onetrust\w*|didomi\w*|usercentrics|truste\w*|cmp-?(?:box|wrapper|ui|modal|banner|overlay|container-consent)\w*|qc-cmp\w*|sp-message\w*|fc-consent\w*|privacy-?(?:manager|wall|modal|notice|banner|center)\w*)-/

/** Containers that are no part of the story when they are small: captions, credits, bylines, dates. */
const smallFurniture =
  /-(captions?|wp-caption-text|thumbcaption|credits?|photo-?credit|img-?(?:source|desc|credit|caption)|imgdesc|image-?(?:source|credit|caption|desc)|legend|bylines?|author|authors|writer|contributors?|dateline|pub-?date|posted-?on|date|time|timestamp|published|updated|publication-?date|meta|metadata|attribution|copyright|license|counts?|counter|views|rating|kicker|rubric|eyebrow|tags?|categor(?:y|ies)|filed|links|tools|video-?title|endnote|disclaimer|correction|source|kwd|buttons?)-/

/** Names of the line under the headline. */
const standfirst =
  /-(standfirst|sub-?titles?|subt[ií]tulos?|sottotitolo|untertitel|dek|deck|sub-?headline|sub-?head|subhed|alternativeheadline|bullets|description|desc|des|summary|article-?intro|excerpt|strap-?line|chapo|entradilla|bajada)-/

/** Largest text, in characters, of a container that `smallFurniture` names. */
export const smallContainer = 220

/** Class and id as lower-case words between hyphens: "-social-share-links-". Camel case is parted; long values are cut. */
export function nameWords(classAndId: string): string {
  if (!classAndId.trim()) return ''
  return `-${classAndId
    .slice(0, 400)
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')}-`.replace(/-+/g, '-')
}

/** The word that marks a container as furniture of the page, or `null`. */
export function furnitureName(names: string): string | null {
  return names ? (furniture.exec(names)?.[1] ?? null) : null
}

/** True for names of layers that ask for consent to cookies and the like. */
export function isWallName(names: string): boolean {
  return names !== '' && wall.test(names)
}

/** The word that marks a small container as furniture, or `null`. */
export function smallFurnitureName(names: string): string | null {
  return names ? (smallFurniture.exec(names)?.[1] ?? null) : null
}

/** The word that marks a container as the line under the headline, or `null`. */
export function standfirstName(names: string): string | null {
  return names ? (standfirst.exec(names)?.[1] ?? null) : null
}
