/** Where a campaign keeps what is brought as it is: photographs, a survey, fonts, a logo. */
import { type Brought, OWN } from "../campaigns/bring";

const SEEN = /\.(jpe?g|jpe|jfif|png|webp|avif|hei[cf]|gif|svg|mp4|mov|m4v|webm|mkv)$/i;
const ANSWERED = /\.(csv|tsv|xlsx?|ods|z?sav|dta)$/i;
const LIST = /^captions\.(csv|jsonl?)$/i;
const LOGO = /^logo[^/]*\.(svg|png)$/i;
const TYPE = /\.(ttf|otf)$/i;
const SURVEY = /^survey\.[^/.]+$/i;

/**
 * What is brought, each at the place where it is looked for.
 *
 * Who brings a campaign.toml or brand.toml has put the files in order already. `there`: paths that
 * the campaign has; what has the path of one of them is written in its place.
 */
export function placed(brought: readonly Brought[], there: readonly string[]): Brought[] {
  if (brought.some(({ path }) => path === "campaign.toml" || path === "brand.toml")) {
    return [...brought];
  }
  const tables = brought.filter(({ path }) => isTable(path));
  const asked = ![...there, ...brought.map(({ path }) => path)].some((path) => SURVEY.test(path));
  return brought.map((one) => {
    if (there.includes(one.path)) return one;
    const survey = asked && tables.length === 1 && tables[0] === one;
    return { ...one, path: survey ? `survey${ending(one.path)}` : place(one.path) };
  });
}

const isTable = (path: string) => !path.includes("/") && ANSWERED.test(path) && !LIST.test(path);

const ending = (path: string) => path.slice(path.lastIndexOf(".")).toLowerCase();

function place(path: string): string {
  const [top = ""] = path.split("/");
  if (path.includes("/")) return !OWN.has(top) && SEEN.test(path) ? `library/${path}` : path;
  if (LOGO.test(path)) return `brand/${path}`;
  if (TYPE.test(path)) return `brand/fonts/${path}`;
  return SEEN.test(path) || LIST.test(path) ? `library/${path}` : path;
}
