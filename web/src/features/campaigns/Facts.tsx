/** What a campaign's files hold, and what would be made of them. */
import { Title } from "@mantine/core";
import type { Inspected } from "../../api/types";
import { chosen, useWords } from "../../messages";
import styles from "./Overview.module.css";

/** What `check` would have a person mind before anything is made: each in a line of its own. */
export function Notes({ found }: { found: Inspected }) {
  const { overview: words } = useWords();
  const notes = [...found.lacking, ...found.notes];
  if (notes.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {words.mind}
      </Title>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}

export function Facts({ found }: { found: Inspected }) {
  const { overview: words } = useWords();
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  const facts: [string, string][] = [
    [words.brand, found.brand],
    [words.product, found.product],
    [words.goal, found.goal],
    [words.answers, words.respondents(found.respondents)],
    [words.pictures, words.picturesTold(found.pictures, found.clips.length)],
    [words.offers, words.offersTold(found.offers, found.proofs)],
    [words.films, words.filmsTold(found.films, found.seconds)],
    [words.formats, found.formats.join(", ")],
    [words.languages, found.languages.map((one) => names.of(one) ?? one).join(", ")],
    [words.call, found.call_text],
  ];
  return (
    <aside>
      <Title order={2} size="h3" mb="sm">
        {words.facts}
      </Title>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </aside>
  );
}
