/** Words that the service says itself, in the language of the page where it has them. */
import type { Messages } from ".";

const FAILED = "not done: ";

/** "film/carers--lamp" with a word for what it is; what is no item is said as it came. */
export function thingInWords(thing: string, { things }: Messages): string {
  const [stage = "", ...item] = thing.split("/");
  const known = (things as Record<string, string>)[stage];
  return known && item.length > 0 ? `${known} ${item.join("/")}` : thing;
}

/** "sign in", "visual quality", "hook"; what no language has words for is said as it came. */
export function inWords(code: string, { told }: Messages): string {
  const { codes, notDone } = told;
  if (code.startsWith(FAILED)) {
    const act = code.slice(FAILED.length);
    return notDone(codes[act] ?? act);
  }
  return codes[code] ?? code;
}
