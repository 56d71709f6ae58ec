/** What appears in a film, and whether a person wants it to look the same in every scene. */
import { NativeSelect, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, client, freshen, told } from "../../api/client";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import styles from "./Boards.module.css";
import { numberOf, type Scene } from "./board";

const HOW = ["must match", "may differ", "as found"] as const;

type How = (typeof HOW)[number];
type Props = { campaign: string; film: string; scenes: readonly Scene[]; editor: boolean };

export function Elements({ campaign, film, scenes: all, editor }: Props) {
  const words = useWords();
  const queries = useQueryClient();
  const path = { name: campaign, film };
  const found = useQuery(asking("/api/campaigns/{name}/elements/{film}", { path }));
  const flag = useMutation({
    mutationFn: ({ element, how }: { element: string; how: How }) =>
      told(
        client.POST("/api/campaigns/{name}/elements/{film}", {
          params: { path },
          body: { element, how, note: "" },
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
  // Before pictures were chosen nobody knows what appears.
  if (!found.data || found.data.elements.length === 0) return null;
  const looks = new Map(found.data.blueprints.map(({ element, text }) => [element, text]));
  const said = flag.isError ? undefined : flag.variables;
  return (
    <section className={styles.panel} aria-label={words.elements.title}>
      <h2>{words.elements.title}</h2>
      <ul className={styles.elements}>
        {found.data.elements.map(({ id, name, kind, scenes, must_match: must }) => (
          <li key={id}>
            <b>{name}</b>
            <Text size="sm" className="quiet">
              {[
                words.elements.kinds[kind],
                words.elements.scenes(scenes.map((s) => numberOf(s, all)).filter(Boolean)),
              ].join(" · ")}
            </Text>
            {looks.has(id) && <p className={styles.shows}>{looks.get(id)}</p>}
            {editor ? (
              <NativeSelect
                size="xs"
                aria-label={words.elements.of(name)}
                value={said?.element === id ? said.how : must ? "must match" : "may differ"}
                disabled={flag.isPending}
                data={HOW.map((how) => ({ value: how, label: words.elements.how[how] }))}
                onChange={(event) =>
                  flag.mutate({ element: id, how: event.currentTarget.value as How })
                }
              />
            ) : (
              <Text size="sm">{words.elements.how[must ? "must match" : "may differ"]}</Text>
            )}
          </li>
        ))}
      </ul>
      <Trouble error={flag.error} />
      {flag.isSuccess && <p role="status">{words.shotBy.next}</p>}
    </section>
  );
}
