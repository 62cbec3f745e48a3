/** Where German compounds may be broken. Not every browser has a dictionary for `hyphens: auto`, and a tile is narrow. */

const PARTS =
  "ab anti aufhel augen azelain behand betäubungs benzoyl biotika blut dauer depres derma desin elektro empfind enthaa rungs entzün dungs enzym erkältungs erlebnis " +
  "ergän erneue faden fektions ferula feuchtig fitness fixier garten gesichts glykol haar haut herpes hemmer high histami hyaluron hydro isotre keits kiefer kissen koffein " +
  "kom kontakt kopf kraft leitungs licht lippen lungs mandel mann schafts medi meso micro mikro minera mizellen mund mücken nachsorge nahrungs natur para " +
  "peeling pflanzen pickel pigment pres radio rasier reini gungs rücken salicyl schlaf schmerz schnecken schutz schwimm selbst sonnen spannungs styling " +
  "taubheits tranexam trocken unter verdün viru wachstums wasch wimpern wärme wärm zahn zitronen äthe";
const JOINT = new RegExp(`(?<=^|\\P{L}|\\u00ad)(${PARTS.replaceAll(" ", "|")})(?=\\p{L}{3})`, "giu");

/** The longest part of a word that fits a tile of a phone 360 px wide. */
export const FITS = 10;

/** The name with soft hyphens in the words that are too long for a tile. */
export function breakable(name: string): string {
  return name.replace(/\p{L}+/gu, (word) => (word.length > FITS ? broken(word) : word));
}

/** One pass finds a joint at the beginning or after another joint; it is repeated until there is no more. */
function broken(word: string): string {
  const next = word.replace(JOINT, "$1\u00ad");
  return next === word ? word : broken(next);
}
