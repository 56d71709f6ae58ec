/** Clips from a few words: asked for, shown as they come, compared, and joined into longer films. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { asking, client, told } from "../../api/client";
import type { Clip } from "../../api/types";
import { chosen, type Messages, useWords } from "../../messages";
import { SearchMark } from "../../ui/marks";
import { Busy, Empty, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { moment, span } from "../../ui/when";
import library from "../library/Library.module.css";
import { useMay } from "../session/session";
import { Ask } from "./Ask";
import styles from "./Clips.module.css";
import { usePicked } from "./picked";

const BUSY = ["queued", "running"];

export const clipVideo = (clip: Clip): string =>
  `/api/clips/${clip.id}/video?${clip.made?.file.sha256.slice(0, 12)}`;

/** What a clip was made of, each with its label; "" is none. */
export function madeOf({ wanted, made }: Clip, words: Messages): [string, string][] {
  const {
    prompt = "",
    text = "",
    seed,
  } = wanted as { prompt?: string; text?: string; seed?: number };
  return [
    [words.clips.asked, prompt],
    [words.clips.enhanced, text],
    [words.runs.run, `${seed ?? ""}`],
    [words.clips.direction, made?.direction ?? ""],
    ...(made?.sources ?? []).map((one): [string, string] => [
      words.clips.source,
      `${one.picture}. ${one.reason}`,
    ]),
    ...(made?.notes ?? []).map((note): [string, string] => ["", note]),
  ];
}

/** A still of a clip, in which the words stand that it consists of. */
export const clipPoster = (clip: Clip): string =>
  `/api/clips/${clip.id}/poster?${clip.made?.file.sha256.slice(0, 12)}`;

export default function Clips() {
  const all = useWords();
  const words = all.clips;
  const editor = useMay("editor");
  const { picture, name } = useSearch({ strict: false }) as { picture?: string; name?: string };
  const [tag, setTag] = useState("");
  const [sought, setSought] = useState("");
  const [picked, setPicked] = usePicked();
  const found = useQuery({
    ...asking("/api/clips", { query: { tag, words: sought, limit: 60 } }),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => BUSY.includes(one.state)) ? 1500 : false,
  });
  const tags = useQuery(asking("/api/clips/tags"));
  const clips = found.data ?? [];
  const toggle = (clip: Clip) =>
    setPicked(
      picked.some((one) => one.id === clip.id)
        ? picked.filter((one) => one.id !== clip.id)
        : [...picked, clip],
    );
  return (
    <Page title={all.nav.clips} lead={words.lead}>
      <Stack gap="xl">
        {editor && <Ask stands={picture && name ? { id: picture, name } : undefined} />}
        <Group justify="space-between">
          <ul className={styles.tags}>
            {[{ tag: "", clips: 0 }, ...(tags.data ?? [])].map((one) => (
              <li key={one.tag}>
                <Button
                  size="compact-sm"
                  variant={one.tag === tag ? "filled" : "default"}
                  aria-pressed={one.tag === tag}
                  onClick={() => setTag(one.tag)}
                >
                  {one.tag || words.all}
                </Button>
              </li>
            ))}
          </ul>
          <TextInput
            leftSection={<SearchMark />}
            placeholder={words.filter}
            aria-label={words.filter}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        </Group>
        {picked.length > 0 && <Shelf picked={picked} onChange={setPicked} />}
        <Trouble error={found.error} again={() => found.refetch()} />
        {found.isPending && <Busy />}
        {found.data && clips.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
        <ul className={library.grid}>
          {clips.map((clip) => (
            <li key={clip.id}>
              <Tile
                clip={clip}
                picked={picked.some((one) => one.id === clip.id)}
                onPick={() => toggle(clip)}
              />
            </li>
          ))}
        </ul>
      </Stack>
    </Page>
  );
}

function Tile({ clip, picked, onPick }: { clip: Clip; picked: boolean; onPick: () => void }) {
  const words = useWords();
  const busy = BUSY.includes(clip.state);
  const told = [
    busy && words.orders.states[clip.state],
    busy && clip.share > 0 && `${Math.round(clip.share * 100)} %`,
    busy && clip.left_s !== null && words.time.left(span(clip.left_s, words)),
    words.runs.number(clip.number),
    clip.made && `${clip.made.format} · ${words.boards.length(clip.made.seconds)}`,
  ].filter(Boolean);
  return (
    <div className={styles.tile}>
      <Link to="/clips/$id" params={{ id: clip.id }} className={library.tile}>
        {clip.made ? (
          <img src={clipPoster(clip)} className={styles.still} alt="" loading="lazy" />
        ) : (
          <div className={library.kind}>{busy ? <Busy /> : words.state.failed}</div>
        )}
        <b>{clip.title}</b>
        <span className="quiet num">{told.join(" · ")}</span>
      </Link>
      <Group gap={6} className={styles.marks}>
        {clip.kind === "join" && <Tag>{words.clips.joined}</Tag>}
        {clip.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {clip.made && (
          <Button
            size="compact-xs"
            variant={picked ? "filled" : "default"}
            aria-pressed={picked}
            aria-label={words.clips[picked ? "pickedThis" : "pickThis"](clip.title)}
            onClick={onPick}
          >
            {picked ? words.clips.picked : words.clips.pick}
          </Button>
        )}
      </Group>
    </div>
  );
}

function Shelf({ picked, onChange }: { picked: Clip[]; onChange: (clips: Clip[]) => void }) {
  const all = useWords();
  const { clips: words, act, runs } = all;
  const place = useRef<HTMLOListElement>(null);
  const editor = useMay("editor");
  const queries = useQueryClient();
  const join = useMutation({
    mutationFn: () =>
      told<unknown>(
        client.POST("/api/clips/joined", {
          params: { header: { "Idempotency-Key": crypto.randomUUID() } },
          body: { clips: picked.map((one) => one.id), title: "", tags: [] } as never,
        }),
      ),
    onSuccess: () => {
      onChange([]);
      return queries.invalidateQueries({ queryKey: ["/api/clips"] });
    },
  });
  const move = (n: number, by: number) => {
    const next = [...picked];
    next.splice(n + by, 0, ...next.splice(n, 1));
    onChange(next);
  };
  const play = () => {
    for (const video of place.current?.querySelectorAll("video") ?? []) {
      video.currentTime = 0;
      video.muted = true;
      void video.play();
    }
  };
  // What is said of all of them alike tells nobody which is which.
  const lines = picked.map((clip) => madeOf(clip, all).filter(([, value]) => value));
  const alike = (line: [string, string]) =>
    lines.every((of) => of.some(([name, value]) => name === line[0] && value === line[1]));
  return (
    <section className={styles.shelf} aria-label={words.shelf}>
      <ol ref={place}>
        {picked.map((clip, n) => (
          <li key={clip.id}>
            {/* biome-ignore lint/a11y/useMediaCaption: clips have no speech of their own. */}
            <video
              src={clipVideo(clip)}
              poster={clipPoster(clip)}
              controls
              preload="metadata"
              aria-label={clip.title}
            />
            <Group gap={4} wrap="nowrap" justify="space-between">
              <b>{clip.title}</b>
              <Group gap={4} wrap="nowrap">
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={n === 0}
                  aria-label={words.earlier(clip.title)}
                  onClick={() => move(n, -1)}
                >
                  ←
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={n === picked.length - 1}
                  aria-label={words.later(clip.title)}
                  onClick={() => move(n, 1)}
                >
                  →
                </Button>
              </Group>
            </Group>
            <p className="quiet num">
              {[
                runs.number(clip.number),
                clip.made?.format,
                clip.made && all.boards.length(clip.made.seconds),
                moment(clip.asked_at, chosen()),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <dl className={library.facts}>
              {(lines[n] ?? [])
                .filter((line) => line[0] && !alike(line))
                .map(([name, value]) => (
                  <div key={`${name} ${value}`}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ol>
      <Trouble error={join.error} />
      <Group>
        {editor && (
          <Button
            disabled={picked.length < 2}
            loading={join.isPending}
            onClick={() => join.mutate()}
          >
            {words.join(picked.length)}
          </Button>
        )}
        {picked.length > 1 && (
          <Button variant="default" onClick={play}>
            {runs.together}
          </Button>
        )}
        <Button variant="default" onClick={() => onChange([])}>
          {act.close}
        </Button>
      </Group>
    </section>
  );
}
