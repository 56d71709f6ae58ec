/** One film or storyboard of a review link: seen, and spoken of. */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { asking } from "../../api/client";
import type { ItemComment } from "../../api/types";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import { clock } from "../../ui/when";
import player from "../films/Films.module.css";
import { SaidWords } from "./Comments";
import said from "./Comments.module.css";
import { at, placeIn } from "./place";
import type { Said } from "./Review";
import styles from "./Review.module.css";

type Props = {
  thing: string;
  comments: readonly ItemComment[];
  busy: boolean;
  error: unknown;
  done: boolean;
  onSay: (said: Omit<Said, "thing">, after: () => void) => void;
};

export function ReviewThing({ thing, comments, busy, error, done, onSay }: Props) {
  const words = useWords();
  const [stage = "", item = ""] = thing.split("/");
  const card = useQuery(asking("/api/review/items/{stage}/{item}", { path: { stage, item } }));
  const video = useRef<HTMLVideoElement>(null);
  const [text, setText] = useState("");
  const [wordless, setWordless] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const [moment, setMoment] = useState<number | null>(null);
  const [place, setPlace] = useState<[number, number] | null>(null);
  const [aiming, setAiming] = useState(false);
  const film = stage === "film";
  const whole = () => {
    setMoment(null);
    setPlace(null);
    setAiming(false);
  };
  const say = (verdict: Said["verdict"]) => {
    if (!text.trim() && verdict !== "approve") {
      setWordless(true);
      field.current?.focus();
      return;
    }
    onSay({ text, verdict, at: moment, place }, () => {
      setText("");
      setWordless(false);
      whole();
    });
  };
  const title = card.data?.title || item;
  const seek = (to: number) => {
    if (video.current) video.current.currentTime = to;
  };
  return (
    <section className={styles.thing} aria-label={title}>
      <div>
        {film ? (
          <div className={player.stage}>
            {/* biome-ignore lint/a11y/useMediaCaption: captions are part of the picture. */}
            <video
              ref={video}
              className={styles.video}
              src={`/api/review/films/${encodeURIComponent(item)}/video`}
              controls
              playsInline
              preload="metadata"
              aria-label={title}
            />
            {aiming && (
              <button
                type="button"
                className={player.aim}
                aria-label={words.films.aim}
                onClick={(event) => {
                  const box = video.current?.getBoundingClientRect();
                  if (box) setPlace(placeIn(event, box));
                  setAiming(false);
                }}
              />
            )}
            {place && <span className={player.pin} ref={at(place)} />}
          </div>
        ) : (
          <>
            <Scenes
              item={item}
              moment={moment}
              place={place}
              onAim={(second, spot) => {
                setMoment(second);
                setPlace(spot);
              }}
            />
            <Lines lines={card.data?.lines ?? []} />
          </>
        )}
        <Trouble error={card.error} />
      </div>
      <Stack gap="sm">
        <h2>{title}</h2>
        <ul className={said.list}>
          {comments.map((one) => (
            <li key={one.id}>
              <article>
                <SaidWords said={one} onSpot={(spot) => spot && seek(spot.at)} />
              </article>
            </li>
          ))}
        </ul>
        <Textarea
          ref={field}
          error={wordless && !text.trim() ? words.answers.wordless : undefined}
          label={words.review.text}
          value={text}
          autosize
          minRows={3}
          maxLength={4000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {film && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                if (moment !== null) return whole();
                video.current?.pause();
                setMoment(Math.round((video.current?.currentTime ?? 0) * 10) / 10);
              }}
            >
              {moment === null ? words.review.moment : words.review.whole}
            </Button>
            {moment !== null && (
              <Button size="xs" variant="default" onClick={() => setAiming(!aiming)}>
                {aiming ? words.act.cancel : place ? words.review.otherPlace : words.review.place}
              </Button>
            )}
            {moment !== null && <Text size="sm">{words.review.at(clock(moment))}</Text>}
          </Group>
        )}
        {!film && moment !== null && (
          <Group gap="xs">
            <Text size="sm">{words.told.ofScene}</Text>
            <Button size="xs" variant="default" onClick={whole}>
              {words.told.ofBoard}
            </Button>
          </Group>
        )}
        <Trouble error={error} />
        {done && <Text role="status">{words.review.thanks}</Text>}
        <Group gap="xs">
          <Button loading={busy} onClick={() => say("approve")}>
            {words.review.approve}
          </Button>
          <Button variant="default" loading={busy} onClick={() => say("change")}>
            {words.review.change}
          </Button>
          <Button variant="default" loading={busy} onClick={() => say("")}>
            {words.comments.say}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}

type ScenesProps = {
  item: string;
  moment: number | null;
  place: [number, number] | null;
  onAim: (moment: number, place: [number, number]) => void;
};

/** What each scene shows, to point at: a comment is of the scene that begins at its second. */
function Scenes({ item, moment, place, onAim }: ScenesProps) {
  const words = useWords();
  const path = { storyboard: item };
  const found = useQuery(asking("/api/review/storyboards/{storyboard}/scenes", { path }));
  const address = `/api/review/storyboards/${encodeURIComponent(item)}/scenes`;
  return (
    <>
      <Trouble error={found.error} />
      <ol className={styles.scenes}>
        {(found.data ?? [])
          .filter((scene) => scene.picture)
          .map(({ number, at: begins }) => (
            <li key={number}>
              <button
                type="button"
                className={styles.scene}
                aria-label={words.told.aimScene(number)}
                onClick={(event) =>
                  onAim(begins, placeIn(event, event.currentTarget.getBoundingClientRect()))
                }
              >
                <img src={`${address}/${number}/picture`} alt="" loading="lazy" />
                {moment === begins && place && <span className={player.pin} ref={at(place)} />}
              </button>
              <span className="quiet">{words.boards.scene(number)}</span>
            </li>
          ))}
      </ol>
    </>
  );
}

function Lines({ lines }: { lines: readonly (readonly string[])[] }) {
  return (
    <dl className={styles.lines}>
      {lines.map(([label, text], n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and never move.
        <div key={n}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
