/** What was said of a film or storyboard, by the house and by people outside, and what one adds. */
import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, freshen, told } from "../../api/client";
import type { ItemComment } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { ago, clock } from "../../ui/when";
import { useMay } from "../session/session";
import styles from "./Comments.module.css";

/** A second of a film and a place in its picture, where something is said of one. */
export type Spot = { at: number; place: [number, number] | null };

type Props = {
  campaign: string;
  thing: string;
  spot?: Spot | undefined;
  onSpot?: ((spot: Spot | undefined) => void) | undefined;
};

export function useComments(campaign: string, thing: string) {
  return useQuery(
    asking("/api/campaigns/{name}/comments", { path: { name: campaign }, query: { thing } }),
  );
}

export function Comments({ campaign, thing, spot, onSpot }: Props) {
  const words = useWords();
  const queries = useQueryClient();
  const found = useComments(campaign, thing);
  const [answers, setAnswers] = useState<ItemComment>();
  const say = useMutation({
    mutationFn: (text: string) =>
      told(
        client.POST("/api/campaigns/{name}/comments", {
          params: { path: { name: campaign } },
          body: {
            thing,
            text,
            at: answers ? null : (spot?.at ?? null),
            place: answers ? null : (spot?.place ?? null),
            answer_to: answers?.id ?? "",
          },
        }),
      ),
    onSuccess: async () => {
      setAnswers(undefined);
      onSpot?.(undefined);
      await freshen(queries, campaign);
    },
  });
  const all = found.data ?? [];
  const first = all.filter((one) => !one.answer_to);
  return (
    <section className={styles.panel} aria-label={words.comments.title}>
      <h2>{words.comments.title}</h2>
      <Trouble error={found.error} again={() => found.refetch()} />
      {all.length === 0 && <p className="quiet">{words.comments.none}</p>}
      <ul className={styles.list}>
        {first.map((one) => (
          <li key={one.id}>
            <Said campaign={campaign} said={one} onSpot={onSpot} onAnswer={() => setAnswers(one)} />
            {all
              .filter((answer) => answer.answer_to === one.id)
              .map((answer) => (
                <div key={answer.id} className={styles.answer}>
                  <Said campaign={campaign} said={answer} onSpot={onSpot} />
                </div>
              ))}
          </li>
        ))}
      </ul>
      <SayForm
        label={
          answers
            ? words.comments.answerTo(answers.who)
            : spot
              ? words.comments.at(clock(spot.at))
              : words.comments.add
        }
        busy={say.isPending}
        error={say.error}
        onSay={(text, done) => say.mutate(text, { onSuccess: done })}
        onCancel={
          answers || spot
            ? () => (answers ? setAnswers(undefined) : onSpot?.(undefined))
            : undefined
        }
      />
    </section>
  );
}

type FormProps = {
  label: string;
  busy: boolean;
  error: unknown;
  onSay: (text: string, done: () => void) => void;
  onCancel?: (() => void) | undefined;
};

export function SayForm({ label, busy, error, onSay, onCancel }: FormProps) {
  const words = useWords();
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSay(text, () => setText(""));
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={label}
          value={text}
          autosize
          minRows={2}
          maxLength={4000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Trouble error={error} />
        <Group gap="xs">
          <Button type="submit" size="xs" variant="default" loading={busy} disabled={!text.trim()}>
            {words.comments.say}
          </Button>
          {onCancel && (
            <Button size="xs" variant="subtle" color="ink" onClick={onCancel}>
              {words.act.cancel}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

type SaidProps = {
  campaign: string;
  said: ItemComment;
  onSpot: Props["onSpot"];
  onAnswer?: () => void;
};

function Said({ campaign, said, onSpot, onAnswer }: SaidProps) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const settled = Boolean(said.settled_at);
  const settle = useMutation({
    mutationFn: () =>
      told(
        client.PATCH("/api/campaigns/{name}/comments/{id}", {
          params: { path: { name: campaign, id: said.id } },
          body: { settled: !settled },
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
  return (
    <article className={settled ? styles.settled : undefined}>
      <SaidWords said={said} onSpot={onSpot} />
      <Group gap={4}>
        {onAnswer && (
          <Button size="compact-xs" variant="subtle" color="ink" onClick={onAnswer}>
            {words.comments.answer}
          </Button>
        )}
        {editor && onAnswer && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="ink"
            loading={settle.isPending}
            onClick={() => settle.mutate()}
          >
            {settled ? words.comments.reopen : words.comments.settle}
          </Button>
        )}
      </Group>
      <Trouble error={settle.error} />
    </article>
  );
}

export function SaidWords({ said, onSpot }: { said: ItemComment; onSpot?: Props["onSpot"] }) {
  const words = useWords();
  const { at, place } = said;
  return (
    <>
      <header className={styles.by}>
        <b>{said.who}</b>
        {said.outside && <Tag>{words.comments.outside}</Tag>}
        {said.verdict === "approve" && <Tag tone="good">{words.comments.approves}</Tag>}
        {said.verdict === "change" && <Tag tone="wait">{words.comments.wants}</Tag>}
        {said.settled_at && <Tag tone="good">{words.comments.settled}</Tag>}
        <span className="quiet">{ago(said.said_at, chosen(), words)}</span>
      </header>
      {at !== null && (
        <Button
          size="compact-xs"
          variant="default"
          className="num"
          onClick={() => onSpot?.({ at, place })}
        >
          {clock(at)}
        </Button>
      )}
      {said.text && <p>{said.text}</p>}
    </>
  );
}
