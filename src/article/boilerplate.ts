import { isForeignBoilerplate } from './boilerplate-languages.ts'

/**
 * What is no part of a story: adverts, buttons, newsletter boxes, legal lines. Every pattern is anchored and linear; the lists are habits of
 * news pages, not of one site.
 */
const whole = new RegExp(
  `^(?:${[
    'advertisements?(?: -? ?(?:continue|scroll|article continues).*)?',
    'sponsored(?: content| links?)?',
    'ad',
    'story continues below(?: advertisement)?.*',
    'article continues (?:below|after).*',
    '(?:share|tweet|pin it|e-?mail|print|save|like|comment|bookmark|whatsapp|facebook|twitter|x|linkedin|reddit|telegram|messenger|copy link|send|flag|follow|listen|watch|text size|gift(?: article)?)(?: this(?: article| story| page)?| (?:article|story|link))?(?: (?:on|via|to|with) \\w+(?: \\w+)?)?',
    '(?:share|tweet|e-?mail|print|save|facebook|twitter|whatsapp|linkedin|reddit|comments?|copy link|more)(?:[ |·•/,]+(?:share|tweet|e-?mail|print|save|facebook|twitter|whatsapp|linkedin|reddit|comments?|copy link|more))+',
    'share (?:on|via|this).*',
    '(?:\\d+ )?(?:comments?|shares?|views?|likes?)(?: ?\\(\\d+\\)| \\d+)?',
    '(?:view|show|read|leave|post|see|load) (?:all |a |more |\\d+ )?(?:comments?|replies)',
    '(?:read|see|view|load|show|learn|discover|find out) more(?: here| stories| about.{0,60})?[.:…»>]*',
    '(?:related|more|trending|recommended|popular|most read|most popular|latest|top|editors? picks?|you (?:may|might) (?:also )?(?:like|be interested in)|read (?:next|also|this)|also read|see also|up next|in this (?:article|story)|around the web|don.t miss|what to read next)(?: (?:stories|articles|news|topics|links|content|videos?|coverage|from .{1,40}|in .{1,40}|on .{1,40}))?:?',
    '(?:related|read more|see also|also read|more on this|watch|listen|in pictures|explainer|recommended|must read|read next|don.t miss) ?[:|»>-] .{0,160}',
    'sign up .{0,160}',
    'subscribe(?:d)?(?: now| today| here| to .{0,120})?[.!]?',
    '(?:log|sign) ?(?:in|on|out)(?: or .{0,60}| to .{0,80})?[.!]?',
    'register(?: now| for free.{0,60})?',
    'get (?:our|the|all) .{0,80}(?:newsletter|inbox|app|alerts?).{0,80}',
    '.{0,80}(?:delivered|sent|straight) (?:straight |directly |right )?(?:in)?to your (?:inbox|e-?mail|phone).{0,60}',
    '(?:enter )?your e-?mail(?: address)?\\*?:?',
    'by (?:signing up|subscribing|clicking|continuing|registering).{0,160}(?:agree|accept|consent|terms|privacy|policy).{0,160}',
    '(?:we|this (?:site|website|page)) uses? cookies.{0,300}',
    '(?:accept|reject|manage)(?: all)?(?: cookies| preferences)?',
    '(?:privacy|cookie) (?:policy|notice|settings|preferences)(?: ?[|·•] ?.{0,100})?',
    'terms (?:of|and|&) (?:use|service|conditions)(?: ?[|·•] ?.{0,100})?',
    '(?:©|\\(c\\)|copyright).{0,220}',
    '.{0,120}all rights reserved\\.?.{0,120}',
    'this material may not be published.{0,160}',
    '(?:follow|join|find|like) (?:us|.{1,40}) on (?:facebook|twitter|x|instagram|telegram|whatsapp|youtube|linkedin|google news).{0,80}',
    '(?:download|get) (?:our|the) app.{0,80}',
    '(?:skip to|jump to|back to|go to|return to) (?:main|content|navigation|top|home|homepage|the top|search).{0,30}',
    '(?:home|menu|search|close|back|next|previous|prev|top|skip|play|pause|mute|unmute|loading|contact us|about us|advertise(?: with us)?|careers|help|faq|sitemap|newsletters?|e-?paper|video|videos|photos?|gallery|live|world|business|opinion|sports?)',
    '(?:enlarge|expand|hide|toggle|open|view|click to enlarge) ?(?:this )?(?:image|photo|caption|gallery|picture|map|graphic)?',
    '(?:image|photo|picture|file photo|video)(?: (?:credit|caption|source|by))?(?: ?[:/©] ?.{0,120})?',
    '(?:hide|show) caption',
    '(?:tags?|topics?|filed under|categories|category|keywords|more about|more on)(?: ?:.{0,160})?',
    '(?:report|spotted) an? (?:error|mistake|typo).{0,80}',
    'have a (?:news )?tip\\??.{0,120}',
    'support (?:our|independent|quality) (?:journalism|reporting|work|newsroom)\\b.{0,160}',
    '(?:become|be) a (?:member|supporter|subscriber|patron).{0,80}',
    '(?:donate|contribute)(?: now| today)?[.!]?',
    'recommended by \\w+|powered by \\w+|promoted(?: content)?|paid (?:content|post|partner content)',
    'our standards: .{0,80}|purchase licensing rights.{0,40}|opens new tab',
    '\\d+ ?(?:min|minute)s?(?: read)?',
    '(?:listen to this (?:article|story)|play audio).{0,40}',
    'this article (?:is more than|was amended|was updated|appeared|originally appeared|has been).{0,200}',
    '(?:the )?(?:associated press|reuters|afp|ap) contributed to this (?:report|story|article)\\.?',
    '(?:your|this) browser (?:does not|doesn.t|cannot).{0,200}|(?:please )?(?:enable|turn on|activate) javascript.{0,120}|(?:this (?:feature|page|site) requires javascript|javascript is (?:disabled|required|not enabled)).{0,120}',
    '(?:there are )?no comments(?: yet)?\\b.{0,80}|be the first to comment.{0,40}',
    '.{0,120}(?:reproduc|republi|redistribut)\\w{2,8}\\b.{0,60}without.{0,30}(?:permission|consent)\\b.{0,60}',
    '-30-|###|ends?|\\*{2,}|-{3,}|_{3,}|={3,}',
    '(?:you have|you.ve) (?:reached|read) .{0,120}(?:articles?|limit).{0,120}',
    'already (?:a )?(?:subscriber|member|have an account|registered).{0,60}',
    '(?:click here to |tap to )?(?:join|follow|subscribe to) .{0,60}\\b(?:whatsapp|telegram|youtube|facebook|google news)\\b.{0,120}',
    'scroll to continue(?: with content)?|also on .{1,40}:|next up in.{0,40}|ad feedback|people are also reading',
    '(?:download|get) (?:our|the) .{0,60}\\bapp\\b.{0,80}|get (?:breaking )?news alerts.{0,80}',
    'click (?:here|to) (?:to )?(?:expand|share|e-?mail|print|subscribe|sign|listen|watch|read|see|view|get|follow).{0,120}',
    '(?:video|media) (?:playing|playback|player|unavailable|not supported).{0,120}',
    '(?:image|media) (?:caption|copyright) .{0,260}',
    'visit .{0,60} for more (?:stories|news).{0,20}|for more (?:stories|news).{0,60}(?:click|visit|go to) .{0,80}',
    'read the (?:original|full) (?:article|story|report).{0,80}|stay up to date.{0,100}|join (?:the conversation|our) .{0,100}',
    'your e-?mail address will not be published.{0,80}|save my name, e-?mail.{0,120}|this site uses akismet.{0,120}|like this:.{0,20}|like loading\\.*|required fields are marked.{0,20}',
    '(?:please )?refrain from posting comments.{0,360}|(?:the |all )?comments (?:below|are moderated|on this|(?:have to|must|should) be).{0,300}|.{0,60}comments? (?:policy|guidelines)\\b.{0,200}|follow us on social media',
    '(?:previous|next) (?:article|post|story)(?: ?:.{0,120})?|story highlights|most watched.{0,60}|(?:today.s )?top (?:headlines|picks|videos)',
    '[\\w.+-]{1,60}@[\\w-]{1,60}(?:\\.[\\w-]{1,20}){1,4}',
    'to continue reading.{0,160}|unlock (?:this|the) (?:article|story).{0,120}|want to (?:read|see) more\\?.{0,80}',
  ].join('|')})$`,
  'i',
)

/** Dashes, brackets, arrows and stars around a label. */
const trim = /^[^\p{L}\p{N}©(<▶（(]+|[^\p{L}\p{N}).…>）]+$/gu

/** True for a block that is furniture of the page, not words of the story. Only short blocks are furniture. */
export function isBoilerplate(words: string): boolean {
  if (words.length > 400) return false
  if (!/[\p{L}\p{N}]/u.test(words) || whole.test(words)) return true
  const bare = words.length < 200 ? words.replace(trim, '') : words
  return (bare !== words && whole.test(bare)) || isForeignBoilerplate(bare)
}

/** True where a heading opens a part of the page that is not the story any more (comments, related links); what follows is dropped. */
export function endsStory(words: string): boolean {
  return /^(?:people are also reading|before you leave.{0,60}|popular on .{1,40}|top news stories.{0,40}|(?:related|more|recommended|popular|trending|latest) (?:stories|articles|news|content|coverage|posts)|(?:\d+ )?comments?(?: ?\(\d+\))?|leave a (?:comment|reply)|most (?:read|popular|viewed|shared|commented)|you (?:may|might) (?:also )?(?:like|be interested in)|read next|what to read next|around the web|about the authors?|more (?:from|in|on) .{1,40}|more (?:[\p{L}&-]{1,20} ){1,2}(?:news|stories|headlines|articles)|how (?:we|i) (?:reported|made|wrote) this .{1,20}|how this .{1,30} (?:was|is) (?:made|reported|written|done)|join the (?:conversation|discussion)|sponsored (?:content|links|stories)|footer|editors?.? picks|readers?.? (?:comments|opinions|letters|reactions|views)|what do you think\?|your (?:comments|views)|references|sources|notes|footnotes|external links|further reading|see also|related links|contact information|share this (?:story|article|post)|about this (?:story|article))[:.]?$/iu.test(
    words,
  )
}
