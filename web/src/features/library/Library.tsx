/** Knowledge bases: found by words, or gone through to vet what came in. */
import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { asking } from "../../api/client";
import type { LibraryItem } from "../../api/types";
import { useWords } from "../../messages";
import { SearchMark } from "../../ui/marks";
import { Busy, Empty, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import styles from "./Library.module.css";

type State = LibraryItem["state"];

export function itemAddress(base: string, item: string): string {
  return `/api/bases/${encodeURIComponent(base)}/items/${encodeURIComponent(item)}/picture`;
}

export default function Library() {
  const words = useWords().library;
  const { words: asked = "" } = useSearch({ strict: false }) as { words?: string };
  const navigate = useNavigate();
  const [text, setText] = useState(asked);
  const bases = useQuery(asking("/api/bases"));
  const all = bases.data ?? [];
  return (
    <Page
      title={useWords().nav.library}
      lead={words.lead}
      acts={<Link to="/paintings">{useWords().paintings.all}</Link>}
    >
      <Stack gap="lg">
        <Trouble error={bases.error} again={() => bases.refetch()} />
        {bases.isPending && <Busy />}
        {bases.data && all.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
        {all.length > 0 && (
          <>
            <search>
              <form
                className={styles.search}
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
              </form>
            </search>
            {asked ? <Hits asked={asked} /> : <Shelf bases={all.map((one) => one.facts)} />}
          </>
        )}
      </Stack>
    </Page>
  );
}

function Hits({ asked }: { asked: string }) {
  const words = useWords().library;
  const found = useQuery(asking("/api/search", { query: { words: asked, k: 24 } }));
  if (found.isPending) return <Busy />;
  if (found.error) return <Trouble error={found.error} again={() => found.refetch()} />;
  const hits = found.data.findings.found;
  if (hits.length === 0) return <Empty title={words.nothing}>{words.nothingHint}</Empty>;
  return (
    <ul className={styles.grid}>
      {hits.map(({ item, reason, score }) => (
        <li key={`${item.base} ${item.id}`}>
          <Tile item={item} note={words.score(score.toFixed(2))} title={reason} />
        </li>
      ))}
    </ul>
  );
}

const PAGE = 60;

function Shelf({ bases }: { bases: { id: string; title: string }[] }) {
  const words = useWords().library;
  const [base, setBase] = useState(bases[0]?.id ?? "");
  const [state, setState] = useState<State | "">("");
  const [limit, setLimit] = useState(PAGE);
  const found = useQuery({
    ...asking("/api/bases/{base}/items", {
      path: { base },
      query: { limit, ...(state ? { state } : {}) },
    }),
    placeholderData: keepPreviousData,
  });
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
              data={bases.map((one) => ({ value: one.id, label: one.title }))}
              onChange={(value) => value && setBase(value)}
            />
          )}
          <SegmentedControl
            aria-label={words.filter}
            value={state}
            onChange={(value) => setState(value as State)}
            data={states.map((value) => ({
              value,
              label: value ? words.states[value] : words.all,
            }))}
          />
        </Group>
        {found.data && (
          <Text className="quiet num">{words.shown(items.length, found.data.total)}</Text>
        )}
      </Group>
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
