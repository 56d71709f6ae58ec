/** A film: played, spoken of, checked, decided on and taken away. */
import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { asking } from "../../api/client";
import type { Film } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { DownMark } from "../../ui/marks";
import { Busy } from "../../ui/Page";
import { pictureAddress } from "../../ui/Picture";
import { Trouble } from "../../ui/Trouble";
import { span } from "../../ui/when";
import boards from "../boards/Boards.module.css";
import { sizeOf } from "../campaigns/bring";
import { Decide, StateTag } from "../items/Decide";
import { useRows } from "../items/items";
import { Comments, type Spot, useComments } from "../reviews/Comments";
import { useMay } from "../session/session";
import { Caption } from "./Caption";
import { Checks } from "./Checks";
import styles from "./Films.module.css";
import { type FilmLine, useFilm, useLine, videoAddress } from "./film";
import { Landing } from "./Landing";
import { Player } from "./Player";
import { Takes } from "./Takes";

export default function FilmPage() {
  const words = useWords();
  const { name, film: id } = useParams({ strict: false }) as { name: string; film: string };
  const thing = `film/${id}`;
  const [spot, setSpot] = useState<Spot>();
  const [cue, setCue] = useState<FilmLine["captions"][number]>();
  const films = useQuery(asking("/api/campaigns/{name}/films", { path: { name } }));
  const value = useFilm(name, id);
  const line = useLine(name, id);
  const rows = useRows(name, "film");
  const comments = useComments(name, thing);
  const editor = useMay("editor");
  const film = films.data?.find((one) => one.id === id);
  // Who closes what a caption opened goes on from that caption.
  const opener = useRef<Element>(null);
  const open = (caption: FilmLine["captions"][number]) => {
    opener.current = document.activeElement;
    setCue(caption);
  };
  const close = () => {
    setCue(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const error = films.error ?? value.error;
  if (error) return <Trouble error={error} again={() => films.refetch()} />;
  if (!film || !value.data) return <Busy />;
  const row = rows.data?.find((one) => one.item === id);
  const poster = value.data.value.poster;
  const address = videoAddress(name, id, film.sha256);
  const marks = (comments.data ?? []).flatMap(({ id: of, at, place, text }) =>
    at === null ? [] : [{ id: of, at, place: place, text }],
  );
  const tall = line ? line.height > line.width : film.format === "9:16";
  return (
    <Stack gap="lg">
      <div className={boards.title}>
        <div>
          <Link to="/campaigns/$name/films" params={{ name }} className="quiet">
            {words.films.all}
          </Link>
          <Group gap="sm" mt={6}>
            <h2>{film.concept}</h2>
            <StateTag state={row?.state ?? film.state} />
          </Group>
          <p className="quiet">{film.segment}</p>
        </div>
        <Group gap="xs" align="start">
          <Taken campaign={name} film={film} address={address} />
          {row && (
            <Decide
              campaign={name}
              row={row}
              version={value.data.version}
              failedChecks={!film.passed}
              title={film.concept}
            />
          )}
        </Group>
      </div>
      <Others campaign={name} film={film} films={films.data ?? []} />
      <div className={tall ? `${styles.two} ${styles.tall}` : styles.two}>
        <div>
          <Player
            address={address}
            poster={poster ? pictureAddress(name, poster.sha256, 1280) : undefined}
            title={film.concept}
            line={line}
            marks={marks}
            spot={spot}
            onSpot={setSpot}
            onCaption={editor ? open : undefined}
          />
          {line && cue && (
            <div className={styles.cue}>
              <Caption
                key={cue.start}
                campaign={name}
                board={film.storyboard}
                language={film.language}
                line={line}
                cue={cue}
                onClose={close}
              />
            </div>
          )}
        </div>
        <Stack>
          <Comments campaign={name} thing={thing} spot={spot} onSpot={setSpot} />
          <Checks checks={film.checks} />
          <Facts film={film} />
        </Stack>
      </div>
      {line && <Takes campaign={name} film={film} order={line.scenes} editor={editor} />}
      <Landing campaign={name} film={id} editor={editor} />
    </Stack>
  );
}

/** What may be taken away of a film; before its last approval nothing. */
function Taken({ campaign, film, address }: { campaign: string; film: Film; address: string }) {
  const { films: words, looks, unpacked } = useWords();
  const kept = film.held.length > 0 ? looks.held : words.held;
  if (!film.leaves) return <span className="quiet">{kept}</span>;
  const whole = `/api/campaigns/${campaign}/films/${encodeURIComponent(film.id)}/export`;
  const look = { component: "a", variant: "default", size: "xs" } as const;
  return (
    <>
      <Button {...look} href={`${address}&download=true`} leftSection={<DownMark />}>
        {words.download(sizeOf(film.bytes))}
      </Button>
      {film.packed && (
        <Button {...look} href={whole} leftSection={<DownMark />}>
          {words.export}
        </Button>
      )}
      {!film.packed && <span className="quiet">{unpacked}</span>}
    </>
  );
}

function Others({
  campaign,
  film,
  films,
}: {
  campaign: string;
  film: Film;
  films: readonly Film[];
}) {
  const words = useWords();
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  const kin = films.filter((one) => one.segment === film.segment && one.concept === film.concept);
  if (kin.length < 2) return null;
  return (
    <nav aria-label={words.films.others}>
      <ul className={styles.others}>
        {kin.map((one) => (
          <li key={one.id}>
            <Link
              to="/campaigns/$name/films/$film"
              params={{ name: campaign, film: one.id }}
              className={one.id === film.id ? `${styles.other} ${styles.current}` : styles.other}
            >
              {one.format} · {names.of(one.language)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Facts({ film }: { film: Film }) {
  const words = useWords();
  const steps = words.steps as Record<string, string>;
  const spent = film.seconds_by_step;
  const facts = [
    [words.films.length, words.boards.length(Number(film.seconds))],
    [words.films.loudness, `${film.loudness.toFixed(1)} LUFS`],
    ...spent.map(([step, took]) => [words.films.took(steps[step] ?? step), span(took, words)]),
  ] as [string, string][];
  return (
    <section className={boards.panel}>
      <h2>{words.films.facts}</h2>
      <dl className={styles.facts}>
        {facts.map(([name, told]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{told}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
