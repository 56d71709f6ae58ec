/** Every take of each scene: what the judge says of it, and which one a person wants. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, freshen, told } from "../../api/client";
import type { Film, SceneTake, TakeAct } from "../../api/types";
import { useWords } from "../../messages";
import { inWords } from "../../messages/codes";
import { Score } from "../../ui/Bars";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";
import { numberOf } from "../boards/board";
import styles from "./Films.module.css";
import { ShotBy } from "./ShotBy";
import { Still } from "./Still";

const TOP = 10;

type Wish = { act: TakeAct; attempt?: number; note?: string };

/** order: the scenes of the film, as they follow each other. */
type Props = {
  campaign: string;
  film: Film;
  order: readonly { id: string }[];
  editor: boolean;
};

export function Takes({ campaign, film, order, editor }: Props) {
  const words = useWords().films;
  const found = useQuery(
    asking("/api/campaigns/{name}/takes/{film}", { path: { name: campaign, film: film.id } }),
  );
  const takes = (found.data ?? []).filter((one) => one.format === film.format);
  const scenes = order.filter(({ id }) => takes.some((one) => one.scene === id));
  if (scenes.length === 0) return <Trouble error={found.error} />;
  return (
    <section className={boards.panel}>
      <h2>{words.judge}</h2>
      {scenes.map(({ id: scene }) => (
        <SceneTakes
          key={scene}
          campaign={campaign}
          film={film}
          scene={scene}
          number={numberOf(scene, order)}
          takes={takes.filter((one) => one.scene === scene)}
          editor={editor}
        />
      ))}
    </section>
  );
}

type SceneProps = Omit<Props, "order"> & {
  scene: string;
  number: string;
  takes: readonly SceneTake[];
};

function SceneTakes({ campaign, film, scene, number, takes, editor }: SceneProps) {
  const all = useWords();
  const words = all.films;
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const needs = film.takes.find((one) => one.scene === scene)?.needs_person ?? false;
  const wish = useMutation({
    mutationFn: ({ act, attempt = 0, note: said = "" }: Wish) =>
      told(
        client.POST("/api/campaigns/{name}/takes/{film}", {
          params: { path: { name: campaign, film: film.id } },
          body: { scene, act, attempt, note: said },
        }),
      ),
    onSuccess: () => {
      setNote("");
      freshen(queries, campaign);
    },
  });
  return (
    <details open={needs}>
      <summary>
        {words.take(number, takes.length)} {needs && <Tag tone="wait">{words.look}</Tag>}
      </summary>
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
          <ShotBy
            campaign={campaign}
            film={film.id}
            scene={scene}
            number={number}
            editor={editor}
          />
        </div>
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
