/** A caption edited in place: it is what its scene says, so the storyboard is changed with it. */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { asking, client, freshen, told } from "../../api/client";
import { useWords } from "../../messages";
import { PlayMark, UndoMark } from "../../ui/marks";
import { Trouble } from "../../ui/Trouble";
import { clock, span } from "../../ui/when";
import boards from "../boards/Boards.module.css";
import type { Board } from "../boards/board";
import { useEdit, useUndo } from "../items/edits";
import { useRows } from "../items/items";
import { Changes } from "../items/Wish";
import { type FilmLine, useBoard } from "./film";

type Cue = FilmLine["captions"][number];

type Props = {
  campaign: string;
  board: string;
  language: string;
  line: FilmLine;
  cue: Cue;
  onClose: () => void;
};

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

export function Caption({ campaign, board, language, line, cue, onClose }: Props) {
  const words = useWords();
  const found = useBoard(campaign, board, language);
  const scene = line.scenes.find(({ start, length }) => cue.start < start + length);
  const said = found.board?.known.value.scenes.find((one) => one.id === scene?.id);
  return (
    <section className={boards.panel} aria-label={words.captions.at(clock(cue.start))}>
      <h2>{words.captions.at(clock(cue.start))}</h2>
      <Trouble error={found.error} />
      {found.board && said ? (
        <Words
          campaign={campaign}
          board={found.board.item}
          known={found.board.known}
          scene={said.id}
          narration={plain(said.narration)}
          cue={plain(cue.text)}
          onClose={onClose}
        />
      ) : (
        !found.pending && <Text className="quiet">{words.captions.gone}</Text>
      )}
    </section>
  );
}

type WordsProps = {
  campaign: string;
  board: string;
  known: { value: Board; version: string };
  scene: string;
  narration: string;
  cue: string;
  onClose: () => void;
};

function Words({ campaign, board, known, scene, narration, cue, onClose }: WordsProps) {
  const words = useWords();
  // Captions break what is said into pieces; where one was set otherwise, all of it is edited.
  const part = narration.includes(cue) ? cue : narration;
  const [text, setText] = useState(part);
  const edit = useEdit<Board>(campaign, "storyboard", board);
  const undo = useUndo(campaign, "storyboard", board);
  const next = narration.replace(part, () => plain(text));
  const save = () => {
    const scenes = known.value.scenes.map((one) =>
      one.id === scene ? { ...one, narration: next } : one,
    );
    edit.mutate({ value: { ...known.value, scenes }, version: known.version });
  };
  if (edit.isSuccess && !undo.isSuccess) {
    return (
      <Stack gap="sm" role="status">
        <Changes changes={edit.data.changes} />
        <Remake campaign={campaign} board={board} known={known} />
        <Trouble error={undo.error} />
        <Group>
          <Button
            variant="default"
            leftSection={<UndoMark />}
            loading={undo.isPending}
            onClick={() => undo.mutate(undefined, { onSuccess: onClose })}
          >
            {words.versions.undo}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.act.close}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="sm">
        <Textarea
          label={words.captions.text}
          description={words.captions.hint}
          value={text}
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          ref={(field) => {
            // It was asked for by a click or by Enter: go there once.
            if (field && !field.dataset.seen) {
              field.dataset.seen = "yes";
              field.focus({ preventScroll: true });
            }
          }}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") onClose();
          }}
        />
        {next !== narration && (
          <Changes changes={[{ where: words.boards.narration, before: narration, after: next }]} />
        )}
        <Trouble error={edit.error} />
        <Group>
          <Button type="submit" disabled={next === narration} loading={edit.isPending}>
            {words.act.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.act.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is out of date since the edit, how long it took to be made, and the way to make it again. */
function Remake({ campaign, board, known }: Pick<WordsProps, "campaign" | "board" | "known">) {
  const words = useWords();
  const queries = useQueryClient();
  const rows = useRows(campaign, "storyboard").data ?? [];
  const all = useQuery(asking("/api/campaigns/{name}/films", { path: { name: campaign } }));
  const { id, language } = known.value;
  const films = (all.data ?? []).filter(
    (one) => one.storyboard === id && one.language === language,
  );
  const took = films
    .flatMap((film) => film.seconds_by_step)
    .reduce((sum, [, spent]) => sum + spent, 0);
  const waits = rows.some((row) => row.item === board && row.state === "waiting");
  const make = useMutation({
    mutationFn: () =>
      told(
        client.POST("/api/campaigns/{name}/orders", {
          params: {
            path: { name: campaign },
            header: { "Idempotency-Key": crypto.randomUUID() },
          },
          body: {} as never,
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
  return (
    <>
      <p>
        {words.captions.stale(films.length)} {took > 0 && words.captions.cost(span(took, words))}
      </p>
      {waits && (
        <p>
          {words.captions.waits}{" "}
          <Link to="/campaigns/$name/storyboards/$board" params={{ name: campaign, board }}>
            {known.value.title}
          </Link>
        </p>
      )}
      <Trouble error={make.error} />
      <Group>
        {make.isSuccess ? (
          <p>{words.captions.asked}</p>
        ) : (
          <Button leftSection={<PlayMark />} loading={make.isPending} onClick={() => make.mutate()}>
            {words.captions.again}
          </Button>
        )}
      </Group>
    </>
  );
}
