/** A film, played; below it its scenes, its captions, and what was said at which second. */
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { useWords } from "../../messages";
import { clock } from "../../ui/when";
import type { Spot } from "../reviews/Comments";
import { at, placeIn } from "../reviews/place";
import styles from "./Films.module.css";
import type { FilmLine } from "./film";

type Mark = { id: string; at: number; place: [number, number] | null; text: string };

type Props = {
  address: string;
  poster: string | undefined;
  title: string;
  line: FilmLine | undefined;
  marks: readonly Mark[];
  spot: Spot | undefined;
  onSpot: (spot: Spot | undefined) => void;
  /** A caption was clicked; none: captions are not edited here. */
  onCaption?: ((caption: FilmLine["captions"][number]) => void) | undefined;
};

/** Seconds around a comment's own in which its place is shown. */
const NEAR = 0.6;

export function Player(props: Props) {
  const { address, poster, title, line, marks, spot, onSpot, onCaption } = props;
  const { act, films: words } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [now, setNow] = useState(0);
  const [aiming, setAiming] = useState(false);
  useEffect(() => {
    if (spot && video.current && Math.abs(video.current.currentTime - spot.at) > 0.05) {
      video.current.pause();
      video.current.currentTime = spot.at;
    }
  }, [spot]);
  const go = (at: number) => {
    if (!video.current) return;
    video.current.currentTime = at;
    setNow(at);
  };
  const aim = (event: MouseEvent<HTMLElement>) => {
    const box = video.current?.getBoundingClientRect();
    if (!box || !video.current) return;
    setAiming(false);
    onSpot({ at: round(video.current.currentTime), place: placeIn(event, box) });
  };
  const near = marks.filter((one) => one.place && Math.abs(one.at - now) < NEAR);
  const pins = spot?.place ? [{ id: "spot", place: spot.place }] : near;
  return (
    <div>
      <div className={styles.stage}>
        {/* biome-ignore lint/a11y/useMediaCaption: captions are part of the picture, and stand below it as text. */}
        <video
          ref={video}
          src={address}
          poster={poster}
          controls
          playsInline
          preload="metadata"
          aria-label={title}
          width={line?.width}
          height={line?.height}
          onTimeUpdate={(event) => setNow(event.currentTarget.currentTime)}
          onSeeked={(event) => setNow(event.currentTarget.currentTime)}
        />
        {aiming && (
          <button type="button" className={styles.aim} aria-label={words.aim} onClick={aim} />
        )}
        {pins.map(({ id, place }) => (
          <span key={id} className={styles.pin} ref={at(place)} />
        ))}
      </div>
      <p className={styles.say}>
        <button
          type="button"
          className={styles.other}
          onClick={() => {
            video.current?.pause();
            setAiming(!aiming);
          }}
        >
          {aiming ? act.cancel : words.point}
        </button>
      </p>
      {line && (
        <Line line={line} marks={marks} now={now} onGo={go} onSpot={onSpot} onCaption={onCaption} />
      )}
    </div>
  );
}

const round = (value: number): number =>
  Math.round(Math.min(1e5, Math.max(0, value)) * 1000) / 1000;

type LineProps = {
  line: FilmLine;
  marks: readonly Mark[];
  now: number;
  onGo: (at: number) => void;
  onSpot: Props["onSpot"];
  onCaption: Props["onCaption"];
};

function Line({ line, marks, now, onGo, onSpot, onCaption }: LineProps) {
  const { captions, films: words } = useWords();
  const part = (at: number) => `${(at / line.length) * 100}%`;
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const beside = event.currentTarget[step < 0 ? "previousElementSibling" : "nextElementSibling"];
    if (beside instanceof HTMLElement) {
      event.preventDefault();
      beside.focus();
    }
  };
  return (
    <section className={styles.line} aria-label={words.timeline}>
      <div className={styles.row}>
        {line.scenes.map(({ id, start, length }, n) => (
          <button
            key={id}
            type="button"
            className={
              now >= start && now < start + length ? `${styles.clip} ${styles.now}` : styles.clip
            }
            style={{ insetInlineStart: part(start), width: part(length) }}
            onClick={() => onGo(start)}
            onKeyDown={onKey}
            title={words.scene(n + 1)}
          >
            {words.scene(n + 1)}
          </button>
        ))}
        <span className={styles.head} style={{ insetInlineStart: part(now) }} />
      </div>
      {line.captions.length > 0 && (
        <div className={`${styles.row} ${styles.captions}`}>
          {line.captions.map((caption) => {
            const { start, end, text } = caption;
            return (
              <button
                key={start}
                type="button"
                className={
                  now >= start && now < end ? `${styles.caption} ${styles.now}` : styles.caption
                }
                style={{ insetInlineStart: part(start), width: part(end - start) }}
                onClick={() => {
                  onGo(start);
                  onCaption?.(caption);
                }}
                onKeyDown={onKey}
                title={onCaption ? captions.edit(text) : text}
              >
                {text}
              </button>
            );
          })}
        </div>
      )}
      {marks.length > 0 && (
        <div className={`${styles.row} ${styles.dots}`}>
          {marks.map(({ id, at, place, text }) => (
            <button
              key={id}
              type="button"
              className={styles.dot}
              style={{ insetInlineStart: part(Math.min(at, line.length)) }}
              aria-label={words.comment(clock(at), text)}
              title={text}
              onClick={() => {
                onGo(at);
                onSpot({ at, place });
              }}
            />
          ))}
        </div>
      )}
    </section>
  );
}
