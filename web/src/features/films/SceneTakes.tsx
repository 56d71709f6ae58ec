/** The takes of one scene: what the judge says of each, and what a person wants of them. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { client, freshen, told } from "../../api/client";
import type { SceneTake, TakeAct } from "../../api/types";
import { useWords } from "../../messages";
import { inWords } from "../../messages/codes";
import { Score } from "../../ui/Bars";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import styles from "./Films.module.css";
import { ShotBy } from "./ShotBy";
import { Still } from "./Still";

/** The best that the judge gives. */
export const TOP = 10;

type Wish = { act: TakeAct; attempt?: number; note?: string };

/** film: a film or a storyboard; number: the scene's place; summary: what opens them. */
type Props = {
  campaign: string;
  film: string;
  scene: string;
  number: string;
  takes: readonly SceneTake[];
  editor: boolean;
  summary: ReactNode;
  opened?: boolean;
  children?: ReactNode;
};

export function SceneTakes(given: Props) {
  const { campaign, film, scene, number, takes, editor, summary, opened, children } = given;
  const all = useWords();
  const words = all.films;
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const wish = useMutation({
    mutationFn: ({ act, attempt = 0, note: said = "" }: Wish) =>
      told(
        client.POST("/api/campaigns/{name}/takes/{film}", {
          params: { path: { name: campaign, film } },
          body: { scene, act, attempt, note: said },
        }),
      ),
    onSuccess: () => {
      setNote("");
      freshen(queries, campaign);
    },
  });
  return (
    <details open={opened}>
      <summary>{summary}</summary>
      <Stack gap="lg" className={styles.scores}>
        <div className={styles.takes}>
          {takes.map((take) => (
            <section key={take.attempt} aria-label={words.takeOf(number, take.attempt)}>
              <div className={styles.oneTake}>
                <Still campaign={campaign} film={film} take={take} number={number} />
                <div>
                  <Group gap="xs">
                    <b>{words.oneTake(take.attempt)}</b>
                    {take.stands && <Tag tone="good">{words.stands}</Tag>}
                    {take.picked && <Tag tone="good">{words.picked}</Tag>}
                    {take.banned && <Tag tone="wait">{words.ruledOut}</Tag>}
                  </Group>
                  {take.said && <p>{take.said}</p>}
                  {take.passed && <p>{all.looks.passed(take.passed)}</p>}
                  {take.caption && <p className="quiet">{words.from(take.caption)}</p>}
                </div>
              </div>
              <div className={styles.verdict}>
                {take.verdict?.scores.map(({ name, value, why }) => (
                  <Score key={name} name={inWords(name, all)} value={value} of={TOP} why={why} />
                ))}
                {take.verdict?.advice && <p>{take.verdict.advice}</p>}
              </div>
              {editor && (
                <Choices
                  take={take}
                  several={takes.length > 1}
                  busy={wish.isPending}
                  onWish={wish.mutate}
                />
              )}
            </section>
          ))}
        </div>
        <div className={styles.further}>
          {editor && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                wish.mutate({ act: "another", note });
              }}
            >
              <Group gap="xs" align="end">
                <TextInput
                  size="xs"
                  label={words.otherwise}
                  placeholder={words.otherwiseHint}
                  value={note}
                  maxLength={400}
                  onChange={(event) => setNote(event.currentTarget.value)}
                />
                <Button size="xs" variant="default" type="submit" loading={wish.isPending}>
                  {words.another}
                </Button>
              </Group>
            </form>
          )}
          <ShotBy campaign={campaign} film={film} scene={scene} number={number} editor={editor} />
        </div>
        {children}
        <Trouble error={wish.error} />
        {wish.isSuccess && <p role="status">{all.pictures.next}</p>}
      </Stack>
    </details>
  );
}

type ChoiceProps = {
  take: SceneTake;
  several: boolean;
  busy: boolean;
  onWish: (wish: Wish) => void;
};

function Choices({ take, several, busy, onWish }: ChoiceProps) {
  const words = useWords().films;
  const { attempt, stands, picked, banned } = take;
  const offered: [TakeAct, string, boolean][] = [
    ["pick", words.use, several && !picked && !stands],
    ["free", words.free, picked],
    ["ban", words.ruleOut, !banned],
    ["allow", words.allow, banned],
  ];
  return (
    <Group gap="xs" mt="xs">
      {offered
        .filter(([, , fits]) => fits)
        .map(([act, label]) => (
          <Button
            key={act}
            size="compact-xs"
            variant="default"
            disabled={busy}
            onClick={() => onWish({ act, attempt })}
          >
            {label}
          </Button>
        ))}
    </Group>
  );
}
