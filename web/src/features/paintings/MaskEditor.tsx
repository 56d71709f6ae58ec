/** Marks what shall change in a picture: with a brush, or with a box that keys move. */
import { Button, Group, SegmentedControl, Slider, Stack, Text } from "@mantine/core";
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { useWords } from "../../messages";
import { UndoMark } from "../../ui/marks";
import { type Box, draw, type Stroke, shareOf, sizeFor, steered } from "./mask";
import styles from "./Paintings.module.css";

type Props = {
  picture: string;
  alt: string;
  canvas: RefObject<HTMLCanvasElement | null>;
  strokes: readonly Stroke[];
  onStrokes: (strokes: Stroke[]) => void;
};

const START: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

/** What is marked; the canvas is opaque and shown half through. */
const COLOUR = "#b400ff";

export function MaskEditor({ picture, alt, canvas, strokes, onStrokes }: Props) {
  const words = useWords().paintings;
  const hint = useId();
  const [erase, setErase] = useState(false);
  const [size, setSize] = useState(6);
  const [box, setBox] = useState<Box>();
  const [share, setShare] = useState(0);
  const [broken, setBroken] = useState(false);
  const drawing = useRef<[number, number][]>(undefined);
  const brush = (points: [number, number][]): Stroke => ({
    kind: "brush",
    erase,
    size: size / 100,
    points,
  });
  useEffect(() => {
    if (!canvas.current) return;
    draw(canvas.current, strokes, COLOUR);
    setShare(shareOf(canvas.current));
  }, [canvas, strokes]);
  const place = ({ clientX, clientY, currentTarget }: PointerEvent): [number, number] => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setBox(undefined);
    drawing.current = [place(event)];
    go();
  };
  const go = () => {
    if (canvas.current && drawing.current)
      draw(canvas.current, [...strokes, brush(drawing.current)], COLOUR);
  };
  const end = () => {
    if (drawing.current) onStrokes([...strokes, brush(drawing.current)]);
    drawing.current = undefined;
  };
  const undo = () => onStrokes(strokes.slice(0, -1));
  const onKey = (event: KeyboardEvent) => {
    const { key } = event;
    const now = box ?? START;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") undo();
    else if (key.startsWith("Arrow")) setBox(box ? steered(now, key, event.shiftKey) : now);
    else if (key === "Enter" || key === " ")
      onStrokes([...strokes, { kind: "box", erase, box: now }]);
    else if (key === "Delete" || key === "Backspace")
      onStrokes([...strokes, { kind: "box", erase: true, box: now }]);
    else return;
    event.preventDefault();
    if (!box) setBox(now);
  };
  if (broken) return <p className="quiet">{words.notShown}</p>;
  return (
    <Stack gap="sm">
      <div className={styles.easel}>
        <img
          src={picture}
          alt={alt}
          onError={() => setBroken(true)}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            if (!canvas.current) return;
            const [width, height] = sizeFor(naturalWidth, naturalHeight);
            Object.assign(canvas.current, { width, height });
            draw(canvas.current, strokes, COLOUR);
          }}
        />
        <canvas ref={canvas} aria-hidden />
        {box && (
          <span
            className={styles.box}
            ref={(shown) => {
              if (!shown) return;
              shown.style.left = `${box.x * 100}%`;
              shown.style.top = `${box.y * 100}%`;
              shown.style.width = `${box.width * 100}%`;
              shown.style.height = `${box.height * 100}%`;
            }}
          />
        )}
        <div
          className={styles.board}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move a box over it.
          tabIndex={0}
          aria-label={words.board}
          aria-describedby={hint}
          onKeyDown={onKey}
          onFocus={(event) => {
            if (event.currentTarget.matches(":focus-visible")) setBox(box ?? START);
          }}
          onBlur={() => setBox(undefined)}
          onPointerDown={begin}
          onPointerMove={(event) => {
            if (!drawing.current) return;
            drawing.current.push(place(event));
            go();
          }}
          onPointerUp={end}
          onPointerCancel={end}
        />
      </div>
      <Group gap="md" align="center">
        <SegmentedControl
          aria-label={words.tool}
          value={erase ? "erase" : "brush"}
          onChange={(value) => setErase(value === "erase")}
          data={[
            { value: "brush", label: words.brush },
            { value: "erase", label: words.erase },
          ]}
        />
        <div className={styles.size}>
          <span aria-hidden>{words.size}</span>
          <Slider
            thumbLabel={words.size}
            min={1}
            max={25}
            value={size}
            label={(value) => `${value} %`}
            onChange={setSize}
          />
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<UndoMark />}
            disabled={strokes.length === 0}
            onClick={undo}
          >
            {words.undo}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={strokes.length === 0}
            onClick={() => onStrokes([])}
          >
            {words.clear}
          </Button>
        </Group>
      </Group>
      <Text size="sm" className="num" role="status">
        {words.marked(share)}
      </Text>
      <Text size="sm" className="quiet" id={hint}>
        {words.keys}
      </Text>
    </Stack>
  );
}
