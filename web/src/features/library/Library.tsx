/** Knowledge bases: found by words and by a picture, or gone through to vet what came in. */
import {
  Button,
  FileButton,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type DragEvent, useState } from "react";
import { asking, send } from "../../api/client";
import type { BaseListing, LibraryItem, Searched } from "../../api/types";
import { useWords } from "../../messages";
import { PlusMark, SearchMark } from "../../ui/marks";
import { Busy, Empty, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import { Access } from "./Access";
import { AddFiles } from "./AddFiles";
import styles from "./Library.module.css";
import { NewBase } from "./NewBase";

type State = LibraryItem["state"];

export function itemAddress(base: string, item: string): string {
  return `/api/bases/${encodeURIComponent(base)}/items/${encodeURIComponent(item)}/picture`;
}

export default function Library() {
  const words = useWords().library;
  const { words: asked = "" } = useSearch({ strict: false }) as { words?: string };
  const navigate = useNavigate();
  const [text, setText] = useState(asked);
  const [picture, setPicture] = useState<File>();
  const editor = useMay("editor");
  const approver = useMay("approver");
  const begin = editor || approver;
  const [begins, setBegins] = useState(false);
  const [base, setBase] = useState("");
  const bases = useQuery(asking("/api/bases"));
  const all = bases.data ?? [];
  const none = bases.data && all.length === 0;
  const begun = (name: string) => {
    setBase(name);
    setBegins(false);
  };
  return (
    <Page
      title={useWords().nav.library}
      lead={words.lead}
      acts={
        <>
          <Link to="/paintings">{useWords().paintings.all}</Link>
          {begin && all.length > 0 && !begins && (
            <Button
              size="xs"
              variant="default"
              leftSection={<PlusMark />}
              onClick={() => setBegins(true)}
            >
              {words.begin}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="lg">
        <Trouble error={bases.error} again={() => bases.refetch()} />
        {bases.isPending && <Busy />}
        {none && <Empty title={words.none}>{begin ? words.noneHint : words.noneViewer}</Empty>}
        {begin && (begins || none) && (
          <NewBase onBegun={begun} onClose={none ? undefined : () => setBegins(false)} />
        )}
        {all.length > 0 && (
          <>
            <search>
              <form
                className={styles.search}
                onDragOver={(event) => event.preventDefault()}
                onDrop={(event) => {
                  const dropped = pictureOf(event);
                  if (dropped) setPicture(dropped);
                }}
                onSubmit={(event) => {
                  event.preventDefault();
                  void navigate({
                    to: "/library",
                    search: text.trim() ? { words: text.trim() } : {},
                  });
                }}
              >
                <TextInput
                  size="md"
                  leftSection={<SearchMark />}
                  aria-label={words.search}
                  placeholder={words.example}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
                <Button type="submit" size="md">
                  {words.find}
                </Button>
                <Group gap="sm" className={styles.by}>
                  <FileButton accept="image/*" onChange={(file) => file && setPicture(file)}>
                    {(props) => (
                      <Button {...props} size="xs" variant="default">
                        {picture ? words.otherPicture : words.byPicture}
                      </Button>
                    )}
                  </FileButton>
                  {picture ? (
                    <>
                      <Text size="sm">{words.likeThis(picture.name)}</Text>
                      <Button size="xs" variant="default" onClick={() => setPicture(undefined)}>
                        {words.noPicture}
                      </Button>
                    </>
                  ) : (
                    <Text size="sm" className="quiet">
                      {words.dropPicture}
                    </Text>
                  )}
                </Group>
              </form>
            </search>
            {asked || picture ? (
              <Hits
                key={`${asked} ${picture?.name} ${picture?.lastModified}`}
                asked={asked}
                picture={picture}
              />
            ) : (
              <Shelf bases={all} base={base || (all[0]?.facts.id ?? "")} onBase={setBase} />
            )}
          </>
        )}
      </Stack>
    </Page>
  );
}

/** The picture that was dropped, if one was; nothing else that is dropped leaves the page. */
function pictureOf(event: DragEvent): File | undefined {
  event.preventDefault();
  return [...event.dataTransfer.files].find((file) => file.type.startsWith("image/"));
}

/** What looks like a picture; its bytes go along with each question, and are not kept. */
async function alike(file: File, words: string, k: number, signal: AbortSignal) {
  const asked = new URLSearchParams({ words, k: String(k) });
  const answer = await send("POST", `/api/search?${asked}`, file, {}, signal);
  return (await answer.json()) as Searched;
}

const FIRST = 24;
const MOST = 96;

function Hits({ asked, picture }: { asked: string; picture: File | undefined }) {
  const words = useWords().library;
  const [k, setK] = useState(FIRST);
  const byWords = useQuery({
    ...asking("/api/search", { query: { words: asked, k } }),
    enabled: !picture,
    placeholderData: keepPreviousData,
  });
  const byPicture = useQuery({
    queryKey: ["/api/search", asked, k, picture?.name, picture?.size, picture?.lastModified],
    queryFn: ({ signal }) => alike(picture as File, asked, k, signal),
    enabled: Boolean(picture),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const found = picture ? byPicture : byWords;
  if (found.isPending) return <Busy />;
  if (found.error) return <Trouble error={found.error} again={() => found.refetch()} />;
  const hits = found.data.findings.found;
  if (hits.length === 0) return <Empty title={words.nothing}>{words.nothingHint}</Empty>;
  return (
    <Stack gap="lg">
      <ul className={styles.grid}>
        {hits.map(({ item, reason, score }) => (
          <li key={`${item.base} ${item.id}`}>
            <Tile item={item} note={words.score(score.toFixed(2))} title={reason} />
          </li>
        ))}
      </ul>
      {hits.length >= k && k < MOST && (
        <Group>
          <Button
            variant="default"
            loading={found.isFetching}
            onClick={() => setK(Math.min(MOST, k + FIRST))}
          >
            {words.more(FIRST)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const PAGE = 60;

type ShelfProps = {
  bases: readonly BaseListing[];
  base: string;
  onBase: (base: string) => void;
};

function Shelf({ bases, base, onBase }: ShelfProps) {
  const words = useWords().library;
  const editor = useMay("editor");
  const [state, setState] = useState<State | "">("");
  const [limit, setLimit] = useState(PAGE);
  const [adding, setAdding] = useState("");
  const found = useQuery({
    ...asking("/api/bases/{base}/items", {
      path: { base },
      query: { limit, ...(state ? { state } : {}) },
    }),
    placeholderData: keepPreviousData,
  });
  const chosen = bases.find((one) => one.facts.id === base);
  const role = chosen?.role;
  const may = editor && (role === "owner" || role === "curator");
  const empty = found.data?.total === 0 && state === "" && !found.isPlaceholderData;
  // What is added to an empty base stays to be seen when the first files are in.
  if (may && empty && adding !== base) setAdding(base);
  const adds = may && adding === base;
  const states: (State | "")[] = ["", "draft", "approved", "revoked"];
  const items = found.data?.items ?? [];
  const left = (found.data?.total ?? 0) - items.length;
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Group>
          {bases.length > 1 && (
            <Select
              aria-label={words.base}
              value={base}
              allowDeselect={false}
              data={bases.map(({ facts }) => ({ value: facts.id, label: facts.title }))}
              onChange={(value) => value && onBase(value)}
            />
          )}
          <SegmentedControl
            aria-label={words.filter}
            classNames={{ root: styles.filter, label: styles.choice }}
            value={state}
            onChange={(value) => setState(value as State)}
            data={states.map((value) => ({
              value,
              label: value ? words.states[value] : words.all,
            }))}
          />
        </Group>
        <Group>
          {found.data && (
            <Text className="quiet num">{words.shown(items.length, found.data.total)}</Text>
          )}
          {may && !adds && (
            <Button
              size="xs"
              variant="default"
              leftSection={<PlusMark />}
              onClick={() => setAdding(base)}
            >
              {words.addFiles}
            </Button>
          )}
        </Group>
      </Group>
      {adds && <AddFiles key={base} base={base} />}
      {chosen && role === "owner" && <Access key={`access ${base}`} base={chosen} />}
      <Trouble error={found.error} again={() => found.refetch()} />
      {found.isPending && <Busy />}
      {found.data && items.length === 0 && <Empty title={words.none2} />}
      <ul className={styles.grid}>
        {items.map((item) => (
          <li key={item.id}>
            <Tile item={item} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Group>
          <Button
            variant="default"
            loading={found.isFetching}
            onClick={() => setLimit(limit + PAGE)}
          >
            {words.more(Math.min(PAGE, left))}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Tile({ item, note, title }: { item: LibraryItem; note?: string; title?: string }) {
  const words = useWords().library;
  const caption = item.captions[0]?.text ?? item.asset.name;
  return (
    <Link
      to="/library/$base/$item"
      params={{ base: item.base, item: item.id }}
      className={styles.tile}
      title={title}
    >
      {item.asset.media_type.startsWith("image/") ? (
        <img src={itemAddress(item.base, item.id)} alt="" loading="lazy" decoding="async" />
      ) : (
        <div className={styles.kind}>{item.kind}</div>
      )}
      <b>{caption}</b>
      <span className="quiet num">
        {item.state !== "approved" && (
          <Tag tone={item.state === "revoked" ? "bad" : "wait"}>{words.states[item.state]}</Tag>
        )}{" "}
        {note}
      </span>
    </Link>
  );
}
