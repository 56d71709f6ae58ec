/** A mask as it is drawn over a picture: strokes, boxes and what words found, in their order. */

/** Places are shares of the picture's width and height; size is a share of its longer side. */
export type Stroke =
  | { kind: "brush"; erase: boolean; size: number; points: [number, number][] }
  | { kind: "box"; erase: boolean; box: Box }
  | { kind: "found"; words: string; bitmap: ImageBitmap };

export type Box = { x: number; y: number; width: number; height: number };

/** Pixels of the longer side that a mask is drawn at; the service scales it to the picture. */
const SIDE = 1280;

const LOOK = 96;

export function sizeFor(width: number, height: number): [number, number] {
  const share = Math.min(1, SIDE / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

/** Draw all strokes anew, in one colour on nothing. */
export function draw(canvas: HTMLCanvasElement, strokes: readonly Stroke[], colour: string): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.globalCompositeOperation = "source-over";
  pen.clearRect(0, 0, canvas.width, canvas.height);
  for (const stroke of strokes) one(pen, canvas, stroke, colour);
}

function one(
  pen: CanvasRenderingContext2D,
  { width, height }: HTMLCanvasElement,
  stroke: Stroke,
  colour: string,
): void {
  pen.globalCompositeOperation =
    stroke.kind !== "found" && stroke.erase ? "destination-out" : "source-over";
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  if (stroke.kind === "found") {
    pen.drawImage(tinted(stroke.bitmap, colour), 0, 0, width, height);
  } else if (stroke.kind === "box") {
    const { box } = stroke;
    pen.fillRect(box.x * width, box.y * height, box.width * width, box.height * height);
  } else {
    const across = stroke.size * Math.max(width, height);
    pen.lineWidth = across;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.beginPath();
    for (const [x, y] of stroke.points) pen.lineTo(x * width, y * height);
    if (stroke.points.length > 1) pen.stroke();
    const [x, y] = stroke.points[0] ?? [0, 0];
    pen.beginPath();
    pen.arc(x * width, y * height, across / 2, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** A mask of white on black as one colour on nothing. */
function tinted(bitmap: ImageBitmap, colour: string): HTMLCanvasElement {
  const canvas = sheet(bitmap.width, bitmap.height);
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.drawImage(bitmap, 0, 0);
  const data = pen.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < data.data.length; at += 4) data.data[at + 3] = data.data[at] ?? 0;
  pen.putImageData(data, 0, 0);
  pen.globalCompositeOperation = "source-in";
  pen.fillStyle = colour;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

function sheet(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** Which share of the picture is marked. */
export function shareOf(canvas: HTMLCanvasElement): number {
  const small = sheet(LOOK, LOOK);
  const pen = small.getContext("2d", { willReadFrequently: true });
  if (!pen) return 0;
  pen.drawImage(canvas, 0, 0, LOOK, LOOK);
  const { data } = pen.getImageData(0, 0, LOOK, LOOK);
  let marked = 0;
  for (let at = 3; at < data.length; at += 4) marked += (data[at] ?? 0) / 255;
  return marked / (LOOK * LOOK);
}

/** What is marked as the service takes it: a PNG, white is what changes, and nothing is grey. */
export function maskFile(canvas: HTMLCanvasElement): Promise<File> {
  const out = sheet(canvas.width, canvas.height);
  const from = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
  const pen = out.getContext("2d");
  if (from && pen) {
    for (let at = 0; at < from.data.length; at += 4) {
      const value = (from.data[at + 3] ?? 0) > 127 ? 255 : 0;
      from.data.set([value, value, value, 255], at);
    }
    pen.putImageData(from, 0, 0);
  }
  return new Promise((done, failed) =>
    out.toBlob(
      (blob) =>
        blob
          ? done(new File([blob], "mask.png", { type: "image/png" }))
          : failed(new Error("mask.png")),
      "image/png",
    ),
  );
}

/** A mask that the service found, as a picture to draw. */
export function bitmapOf(base64: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  return createImageBitmap(new Blob([bytes], { type: "image/png" }));
}

const within = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** A box moved or resized by a key, within the picture; the same one for other keys. */
export function steered(box: Box, key: string, grow: boolean): Box {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!way) return box;
  const [dx = 0, dy = 0] = way.map((one) => one * 0.02);
  if (grow) {
    return {
      ...box,
      width: within(box.width + dx, 0.02, 1 - box.x),
      height: within(box.height + dy, 0.02, 1 - box.y),
    };
  }
  return {
    ...box,
    x: within(box.x + dx, 0, 1 - box.width),
    y: within(box.y + dy, 0, 1 - box.height),
  };
}
