/** The scenes of a storyboard in a strip: gone through by arrow keys, moved by dragging or Alt. */
import { type DragEvent, type KeyboardEvent, useRef, useState } from "react";
import type { Reference } from "../../api/types";
import { useWords } from "../../messages";
import { inWords } from "../../messages/codes";
import { Picture } from "../../ui/Picture";
import styles from "./Boards.module.css";
import { type Scene, seconds } from "./board";

type Props = {
  campaign: string;
  scenes: readonly Scene[];
  pictures: Map<string, Reference> | undefined;
  chosen: string;
  onChoose: (scene: string) => void;
  onMove: ((from: number, to: number) => void) | undefined;
};

export function Strip({ campaign, scenes, pictures, chosen, onChoose, onMove }: Props) {
  const all = useWords();
  const words = all.boards;
  const strip = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState(-1);
  const [over, setOver] = useState(-1);
  const focus = (n: number) =>
    (strip.current?.children[n]?.firstElementChild as HTMLElement | null)?.focus();
  const onKey = (event: KeyboardEvent, n: number) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onChoose(scenes[n]?.id ?? "");
    }
    if (!step || !scenes[n + step]) return;
    event.preventDefault();
    if (event.altKey) onMove?.(n, n + step);
    focus(n + step);
  };
  const drag = (n: number) =>
    onMove && {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = "move";
        setDragged(n);
      },
      onDragEnd: () => {
        setDragged(-1);
        setOver(-1);
      },
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(n);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (dragged >= 0 && dragged !== n) onMove(dragged, n);
      },
    };
  return (
    <ul className={styles.strip} ref={strip} aria-label={words.strip}>
      {scenes.map((scene, n) => {
        const shown = pictures?.get(scene.id);
        const told = [scene.text.head, scene.text.body, scene.text.note].filter(Boolean);
        const state = [
          styles.scene,
          scene.id === chosen && styles.here,
          n === dragged && styles.dragged,
          n === over && dragged >= 0 && n !== dragged && styles.over,
        ];
        return (
          <li key={scene.id}>
            {/* biome-ignore lint/a11y/useSemanticElements: a button could not be dragged in every browser. */}
            <div
              role="button"
              tabIndex={0}
              aria-pressed={scene.id === chosen}
              className={state.filter(Boolean).join(" ")}
              onClick={() => onChoose(scene.id)}
              onKeyDown={(event) => onKey(event, n)}
              {...drag(n)}
            >
              <Picture
                campaign={campaign}
                sha256={shown?.picture.asset.sha256}
                alt={shown?.picture.captions[0]?.text ?? ""}
                none={words.noPicture}
              />
              <div className={styles.words}>
                <div className={styles.line}>
                  <span>
                    {n + 1} {inWords(scene.beat, all)}
                    {scene.look && ` · ${words.looks[scene.look]}`}
                  </span>
                  <span className="num">{words.length(seconds(scene.seconds))}</span>
                </div>
                <p className={styles.said}>{scene.narration}</p>
                {told.length > 0 && (
                  <p className={styles.type}>
                    {told.map((line, at) =>
                      at === 0 ? <b key={line}>{line}</b> : <span key={line}>{line}</span>,
                    )}
                  </p>
                )}
                <p className={styles.shows}>{scene.description}</p>
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
