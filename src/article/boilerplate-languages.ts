/** Furniture of pages in other languages than English: the same labels, buttons and legal lines. Anchored and linear, as in `boilerplate.ts`. */
const labels = [
  // Adverts.
  'anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklama|реклама|advertentie|annons|annonce|reklam|広告|ＰＲ|광고|广告|廣告|iklan|quảng cáo|โฆษณา|إعلان|פרסומת|διαφήμιση|विज्ञापन|mainos|hirdetés',
  // Pointers to other stories, alone or with what they point to.
  `(?:${[
    'mehr zum thema|lesen sie (?:auch|mehr|dazu)|mehr dazu|auch interessant|die redaktion empfiehlt',
    '(?:à )?lire aussi|lire (?:également|la suite)|voir aussi|sur le même sujet|à voir également',
    'leggi anche|leggi (?:tutto|di più)|vedi anche|guarda anche|potrebbe interessarti',
    'l(?:ea|ee|eer) (?:también|más|además)|ver también|(?:te|le) puede interesar|más información|noticias relacionadas|además',
    'lei[ao] (?:também|mais|a íntegra)|veja (?:também|mais|os vídeos.{0,60})|saiba mais|notícias relacionadas',
    'czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|przeczytaj (?:także|też)',
    'читайте (?:также|ещ[её]|по теме)|смотрите также|по теме|ещ[её] по теме|см\\. также',
    'lees (?:ook|meer|verder)|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue myös',
    'ilgili haber(?:ler)?|bunları da okuyun|baca (?:juga|selengkapnya)|lihat juga|xem thêm|tin liên quan',
    'อ่าน(?:ข่าว)?เพิ่มเติม|ข่าวที่เกี่ยวข้อง|相关(?:新闻|阅读|报道|链接)|延伸阅读|相關(?:新聞|報導)|関連(?:記事|ニュース|リンク)|あわせて読みたい|관련 ?(?:기사|뉴스)',
    'اقر[أا] أيض[اً]*|مواضيع ذات صلة|קראו (?:גם|עוד)|διαβάστε (?:επίσης|ακόμ[αη])|यह भी पढ़ें',
  ].join('|')})(?:\\s?[:：>»].{0,160})?[:：]?`,
  // Buttons.
  'teilen|drucken|merken|kommentare?(?: lesen)?|zur startseite|zum seitenanfang|partager|imprimer|commenter|commentaires?|réagir|compartir|imprimir|comentar|comentarios?|compartilhar|comentários?|condividi|stampa|commenti?|поделиться|комментарии|обсудить|udostępnij|komentarze|skomentuj|delen|dela|分享(?:到.{0,20})?|收藏|评论|評論|打印|字号|シェア|ツイート|印刷|ブックマーク|공유|댓글|인쇄|คอมเมนต์|แชร์|شارك|تعليقات',
  // Newsletters, subscriptions, accounts.
  '(?:abonnez-vous|inscrivez-vous|suscr[ií]bete|suscr[ií]base|assine|receba|abbonati|iscriviti|abonnieren sie|melden sie sich|подпис(?:аться|ывайтесь)|zapisz się|abonneer|schrijf je in)\\b.{0,160}',
  '.{0,80}(?:réservé (?:à nos|aux) abonnés|exclusivo para (?:as)?sinantes|solo para suscriptores|nur für abonnenten).{0,80}|il vous reste .{0,80} à lire.{0,40}',
  '(?:síguenos|siga-nos|suivez-nous|folgen sie uns|seguici|следите за).{0,120}|puedes seguir .{0,160}',
  // Credits and the law.
  '(?:责任编辑|責任編輯|编辑|編輯|责编|校对|文章关键词|关键词|原标题|更多精彩)[:：].{0,60}',
  '.{0,120}(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|riproduzione riservata|все права защищены|wszelkie prawa zastrzeżone|alle rechten voorbehouden|無断転載|무단 ?전재|禁止转载|版权所有|جميع الحقوق محفوظة|tüm hakları saklıdır|hak cipta).{0,120}',
  '.{0,30}저작권자.{0,100}|▶.{0,100}|.{0,40}기자 [\\w.+-]{2,40}@.{0,60}|残り：.{0,60}',
  '(?:dalsz[ya] cz[ęe]ść|dalszy ciąg) .{0,60}(?:pod|poni[żz]ej).{0,40}',
].join('|')

const otherLanguages = new RegExp(`^(?:${labels})$`, 'iu')

/** Lines at the foot of a story in other languages that credit helpers, agencies and sources. */
const notes =
  /^(?:ha collaborato .{0,80}|(?:fonte|fuente|quelle|источник|źródło|bron|kaynak|sumber|kilde|källa|المصدر|来源|來源|出典)\s?[:：].{0,120}|\(?(?:con información de|com informações d|avec (?:l[’'])?af?p|mit agenturen|mit material|con agencias|avec agences)\b.{0,80}|adheridos? a .{0,80}|\([a-zäöüß]{2,4}(?:[/, ]{1,2}[a-zäöüß]{2,6})*\)|\p{L}{2,3}(?:\/\p{L}{2,3})+ \(.{3,60}\))$/iu

/** True for a line that is furniture of a page in another language than English. */
export function isForeignBoilerplate(words: string): boolean {
  return otherLanguages.test(words)
}

/** True for a line at the foot of a story in another language that speaks of the story. */
export function isForeignNote(words: string): boolean {
  return words.length <= 200 && notes.test(words)
}
