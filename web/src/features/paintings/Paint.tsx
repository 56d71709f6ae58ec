/** Asks for a picture in which a part is changed: what, marked or in words, into what, how often. */
import {
  Button,
  FileButton,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { asking, client, send, told } from "../../api/client";
import type { PaintMode } from "../../api/types";
import { useWords } from "../../messages";
import { PlayMark } from "../../ui/marks";
import { Busy, Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";
import { itemAddress } from "../library/Library";
import library from "../library/Library.module.css";
import { Price } from "../orders/Price";
import { MaskEditor } from "./MaskEditor";
import { bitmapOf, maskFile, type Stroke } from "./mask";

export default function Paint() {
  const words = useWords().paintings;
  const { base, item } = useParams({ strict: false }) as { base: string; item: string };
  const found = useQuery(asking("/api/bases/{base}/items/{item}", { path: { base, item } }));
  if (found.isPending) return <Busy />;
  if (found.error) {
    return (
      <div className="page">
        <Trouble error={found.error} again={() => found.refetch()} />
      </div>
    );
  }
  const { asset, captions } = found.data.item;
  const caption = captions[0]?.text ?? asset.name;
  return (
    <Page
      title={words.title}
      lead={
        <Link to="/library/$base/$item" params={{ base, item }} className="quiet">
          {caption}
        </Link>
      }
    >
      <Form base={base} item={item} caption={caption} />
    </Page>
  );
}

type Given = { id: string; name: string };

/** Keep a picture among those that were given; its id. */
async function given(file: File): Promise<Given> {
  const address = `/api/clips/pictures/${encodeURIComponent(file.name)}`;
  return (await (await send("PUT", address, file)).json()) as Given;
}

const MODES: PaintMode[] = ["remove", "repair", "replace"];

function Form({ base, item, caption }: { base: string; item: string; caption: string }) {
  const words = useWords().paintings;
  const navigate = useNavigate();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const [mode, setMode] = useState<PaintMode>("remove");
  const [where, setWhere] = useState("");
  const [by, setBy] = useState("");
  const [from, setFrom] = useState(base);
  const [source, setSource] = useState<Given>();
  const [count, setCount] = useState(4);
  const bases = useQuery(asking("/api/bases"));
  const ref = { base, item };
  const find = useMutation({
    mutationFn: async () => {
      const wanted = { item: ref, where, mode, picture: "" };
      const mask = await told(client.POST("/api/paintings/masks", { body: wanted }));
      return { mask, words: where, bitmap: await bitmapOf(mask.png) };
    },
    // What was found before goes: the words were said otherwise.
    onSuccess: ({ words: sought, bitmap }) =>
      setStrokes([
        ...strokes.filter((one) => one.kind !== "found"),
        { kind: "found", words: sought, bitmap },
      ]),
  });
  const give = useMutation({ mutationFn: given, onSuccess: setSource });
  const ask = useMutation({
    mutationFn: async () => {
      const [only] = strokes;
      // Words say more than a mask: what they name is gone from the caption as well.
      const said = !strokes.length ? where : only?.kind === "found" && !strokes[1] && only.words;
      const mask = !said && canvas.current ? (await given(await maskFile(canvas.current))).id : "";
      return told(
        client.POST("/api/paintings", {
          params: { header: { "Idempotency-Key": crypto.randomUUID() } },
          body: {
            item: ref,
            mode,
            mask,
            where: said || "",
            ...(mode === "replace" ? (source ? { source: source.id } : { by, base: from }) : {}),
            count,
            title: words.titled[mode](caption).slice(0, 200),
          } as never,
        }),
      );
    },
    onSuccess: ({ id }) => navigate({ to: "/paintings/$id", params: { id } }),
  });
  const marked = strokes.length > 0 || Boolean(where.trim());
  const ready = marked && (mode !== "replace" || source || by.trim());
  return (
    <div className={library.two}>
      <MaskEditor
        picture={itemAddress(base, item)}
        alt={caption}
        canvas={canvas}
        strokes={strokes}
        onStrokes={setStrokes}
      />
      <Stack>
        <form
          className={boards.panel}
          onSubmit={(event) => {
            event.preventDefault();
            find.mutate();
          }}
        >
          <Stack gap="sm">
            <TextInput
              label={words.where}
              placeholder={words.example}
              description={words.whereHint}
              value={where}
              maxLength={400}
              onChange={(event) => setWhere(event.currentTarget.value)}
            />
            <Group>
              <Button
                type="submit"
                variant="default"
                loading={find.isPending}
                disabled={!where.trim()}
              >
                {words.find}
              </Button>
            </Group>
            <Trouble error={find.error} />
            {find.data?.mask.notes.map((note) => (
              <Text key={note} size="sm" className="quiet">
                {note}
              </Text>
            ))}
          </Stack>
        </form>
        <form
          className={boards.panel}
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate();
          }}
        >
          <Stack gap="sm">
            <SegmentedControl
              aria-label={words.mode}
              value={mode}
              onChange={(value) => setMode(value as PaintMode)}
              data={MODES.map((value) => ({ value, label: words.modes[value] }))}
            />
            <Text size="sm" className="quiet">
              {words.modeHints[mode]}
            </Text>
            {mode === "replace" && (
              <>
                <TextInput
                  label={words.by}
                  placeholder={words.byExample}
                  value={by}
                  disabled={Boolean(source)}
                  maxLength={400}
                  onChange={(event) => setBy(event.currentTarget.value)}
                />
                <Group align="end" gap="sm">
                  <Select
                    label={words.from}
                    value={from}
                    disabled={Boolean(source)}
                    allowDeselect={false}
                    data={(bases.data ?? []).map(({ facts }) => ({
                      value: facts.id,
                      label: facts.title,
                    }))}
                    onChange={(value) => value && setFrom(value)}
                  />
                  <FileButton accept="image/*" onChange={(file) => file && give.mutate(file)}>
                    {(props) => (
                      <Button {...props} variant="default" loading={give.isPending}>
                        {source ? source.name : words.own}
                      </Button>
                    )}
                  </FileButton>
                </Group>
              </>
            )}
            <NumberInput
              label={words.count}
              w={140}
              min={1}
              max={12}
              value={count}
              onChange={(value) => typeof value === "number" && setCount(value)}
            />
            <Price what="paint" count={count} bases={mode === "replace" && !source ? [from] : []} />
            <Trouble error={ask.error ?? give.error} />
            <Group>
              <Button
                type="submit"
                leftSection={<PlayMark />}
                disabled={!ready}
                loading={ask.isPending}
              >
                {words.make(count)}
              </Button>
            </Group>
            {!marked && (
              <Text size="sm" className="quiet">
                {words.markFirst}
              </Text>
            )}
          </Stack>
        </form>
      </Stack>
    </div>
  );
}
