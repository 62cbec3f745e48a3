/**
 * Words that say nothing which a rule could lack: grammar, politeness, what every rule does ("apply", "auftragen"), and
 * what every sheet is about ("skin", "treatment"). Folded as `words()` folds them.
 */

const EN = `a an and or the this that these those it its as at by for from in into of on onto off out over per than then to up
with within during about around there here be is are was were been being am do does did done doing have has had having can could may might must
shall should will would need needs needed let lets get gets got give gave given i me my we us our you your yours yourself he she they them their one ones
also too so very just only both either well back again all any some each other others such which who what when where how why if
please note remember make sure try important recommended advised usual usually normally normal expected common okay ok fine possible allowed
use used using apply applied applying wear wearing take taking keep keeping put go going come start starts starting begin begins continue follow following
feel feeling look looking become becomes happen see notice develop experience want wish like e g eg ie etc ca approx
skin treated treatment treatments procedure area areas site aftercare instructions patient patients clinic practice
call contact phone ring tell ask email message us minutes minute hours hour days day nights night weeks week months month time times
first next last until till after before since ago later once least most more less up end long longer daily not no avoid stop without never dont unless except`;

const DE = `der die das den dem des ein eine einen einem einer eines kein und oder aber auch als am an auf aus bei beim bis da damit dann dass
denn dies diese dieser dieses diesem diesen doch durch fur gegen hin im in ins ist sind war waren sein seine seiner ihr ihre ihrer ihren ihrem ihres
ich mir mich wir uns unser unsere sie du dir dich dein deine deiner deinen deinem er es man mit nach noch nur ob ohne sich so sowie sonst
tun uber um unter vom von vor was weil wenn wer wie wird werden wurde wurden wo zu zum zur zwischen ab je pro bzw zb z b ca etwa circa seit
haben hat hatte hatten kann konnen konnte konnten soll sollen sollte sollten darf durfen muss mussen mag mochten mochte mogen lassen geben gegeben mitgegeben
bitte beachten achten hinweis wichtig empfohlen empfehlen ublich normal normalerweise moglich moglichst erlaubt gestattet okay
verwenden benutzen nutzen auftragen tragen nehmen einnehmen anwenden machen gehen beginnen bleiben bestehen halten legen
haut behandelt behandelte behandelten behandelter behandlung stelle stellen bereich bereiche areal hautareal patient patientin praxis
rufen anrufen melden meldet wenden sagen fragen kontaktieren unter telefon minuten minute stunden stunde tag tage tagen tags nacht nachte nachten
woche wochen monat monate monaten zeit mal nachste nachsten nachster ersten erste erster erstes letzte letzten danach davor vorher nachher spater
fruhestens spatestens mindestens hochstens maximal wieder lang lange taglich nicht nie niemals meiden vermeiden verzichten wahrend solange sobald alle allen aller jede jeder jeden`;

const WORDS: Readonly<Record<string, ReadonlySet<string>>> = { en: new Set(EN.split(/\s+/)), de: new Set(DE.split(/\s+/)) };

export function isFiller(word: string, language: string): boolean {
  return (WORDS[language]?.has(word) ?? false) || (language === "de" && word.endsWith("behandlung"));
}

const COUNTS: readonly (readonly [RegExp, string])[] = [
  [/^(two|zwei)$/, "2"],
  [/^(three|drei)$/, "3"],
  [/^(four|vier)$/, "4"],
  [/^(five|funf)$/, "5"],
  [/^(six|sechs)$/, "6"],
  [/^(seven|sieben)$/, "7"],
  [/^(eight|acht)$/, "8"],
  [/^(ten|zehn)$/, "10"],
  [/^(twelve|zwolf)$/, "12"],
];

/** A number in letters as digits; any other word as it is. */
export function inDigits(word: string): string {
  return COUNTS.find(([pattern]) => pattern.test(word))?.[1] ?? word;
}
