/** Candidates of a changed picture: side by side with the original, compared, one of them picked. */
import { Button, Group, Select, Slider, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { Painting, PaintingCandidate } from "../../api/types";
import { useWords } from "../../messages";
import { Score } from "../../ui/Bars";
import { Confirm } from "../../ui/Confirm";
import { Busy, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";
import { useHeard } from "../orders/tidings";
import { useMay } from "../session/session";
import styles from "./Paintings.module.css";

const BUSY = ["queued", "running"];

const TOP = 10;

const fileAddress = (id: string, file: string): string =>
  `/api/paintings/${encodeURIComponent(id)}/files/${encodeURIComponent(file)}`;

export default function PaintingPage() {
  const words = useWords();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = asking("/api/paintings/{id}", { path: { id } });
  const queries = useQueryClient();
  const found = useQuery({
    ...query,
    // What was told before the stream stood is not told again.
    refetchInterval: ({ state }) => (state.data && BUSY.includes(state.data.state) ? 3000 : false),
  });
  const [notes, setNotes] = useState<string[]>([]);
  useHeard(id, ({ kind, body }) => {
    if (kind === "state") void queries.invalidateQueries({ queryKey: query.queryKey });
    else if (kind === "note" && body.text) setNotes((before) => [...before, body.text as string]);
  });
  if (found.isPending) return <Busy />;
  if (found.error) {
    return (
      <div className="page">
        <Trouble error={found.error} again={() => found.refetch()} />
      </div>
    );
  }
  const painting = found.data;
  const busy = BUSY.includes(painting.state);
  const { item, mode } = painting.wanted;
  return (
    <Page
      title={painting.title || words.paintings.modes[mode]}
      lead={
        item && (
          <Link
            to="/library/$base/$item"
            params={{ base: item.base, item: item.item }}
            className="quiet"
          >
            {words.paintings.original}
          </Link>
        )
      }
      acts={<Acts painting={painting} busy={busy} />}
    >
      <Stack gap="xl">
        {!painting.made && (
          <div role="status">
            <Tag tone={busy ? "wait" : "bad"}>{words.orders.states[painting.state]}</Tag>
            {painting.reason && <Text mt="sm">{painting.reason}</Text>}
            {busy && notes.map((note) => <p key={note}>{note}</p>)}
            {busy && <Busy />}
          </div>
        )}
        {painting.made && <Candidates painting={painting} made={painting.made} />}
      </Stack>
    </Page>
  );
}

function Acts({ painting, busy }: { painting: Painting; busy: boolean }) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const path = { id: painting.id };
  const stop = useMutation({
    mutationFn: () => told(client.POST("/api/orders/{id}/stop", { params: { path } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["/api/paintings/{id}"] }),
  });
  const remove = useMutation({
    mutationFn: () => told(client.DELETE("/api/paintings/{id}", { params: { path } })),
    onSuccess: async () => {
      await navigate({ to: "/paintings" });
      await queries.invalidateQueries({ queryKey: ["/api/paintings"] });
    },
  });
  if (!editor) return null;
  return (
    <>
      <Trouble error={stop.error ?? remove.error} />
      {busy && (
        <Button variant="default" size="xs" loading={stop.isPending} onClick={() => stop.mutate()}>
          {words.making.stop}
        </Button>
      )}
      {!busy && (
        <Button variant="default" size="xs" onClick={() => setAsked(true)}>
          {words.act.remove}
        </Button>
      )}
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.files.removeTitle(painting.title)}
        act={words.act.remove}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {words.paintings.removeHint}
      </Confirm>
    </>
  );
}

type Made = NonNullable<Painting["made"]>;

function Candidates({ painting, made }: { painting: Painting; made: Made }) {
  const all = useWords();
  const words = all.paintings;
  const editor = useMay("editor");
  const [shown, setShown] = useState(made.candidates[0]?.number ?? 0);
  const candidate = made.candidates.find((one) => one.number === shown);
  const original = fileAddress(painting.id, made.picture);
  return (
    <>
      <div className={styles.two}>
        {candidate && (
          <Compare
            key={candidate.number}
            original={original}
            changed={fileAddress(painting.id, candidate.file)}
            n={candidate.number}
          />
        )}
        <Stack>
          {candidate && editor && (
            <Pick key={candidate.number} painting={painting} candidate={candidate} />
          )}
          <section className={boards.panel}>
            <h2>{words.about}</h2>
            <Stack gap="xs">
              <p>{words.marked(made.masked)}</p>
              <p className="quiet">{made.mask_from}</p>
              {made.notes.map((note) => (
                <p key={note} className="quiet">
                  {note}
                </p>
              ))}
            </Stack>
          </section>
        </Stack>
      </div>
      <ul className={styles.candidates} aria-label={words.candidates}>
        <li>
          <img src={original} alt="" />
          <h2>{words.original}</h2>
        </li>
        {made.candidates.map((one, n) => (
          <li key={one.number} className={one.number === shown ? styles.here : undefined}>
            <img src={fileAddress(painting.id, one.file)} alt="" />
            <Group gap="xs">
              <h2>{words.candidate(one.number)}</h2>
              {n === 0 && made.candidates.length > 1 && <Tag tone="good">{words.best}</Tag>}
              {painting.picks.some((pick) => pick.number === one.number) && (
                <Tag>{all.clips.picked}</Tag>
              )}
            </Group>
            <Score name={words.score} value={one.score} of={TOP} why={one.why} />
            <Group>
              <Button
                size="xs"
                variant={one.number === shown ? "filled" : "default"}
                aria-pressed={one.number === shown}
                aria-label={words.lookAt(one.number)}
                onClick={() => setShown(one.number)}
              >
                {words.look}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Two pictures in one frame: the original up to a line that is moved, the changed one beyond. */
function Compare({ original, changed, n }: { original: string; changed: string; n: number }) {
  const words = useWords().paintings;
  const [line, setLine] = useState(50);
  return (
    <section className={styles.compare} aria-label={words.compare(n)}>
      <div className={styles.pair}>
        <img src={original} alt={words.original} />
        <img
          src={changed}
          alt={words.candidate(n)}
          ref={(shown) => {
            if (shown) shown.style.clipPath = `inset(0 0 0 ${line}%)`;
          }}
        />
        <span
          className={styles.edge}
          ref={(shown) => {
            if (shown) shown.style.left = `${line}%`;
          }}
        />
      </div>
      <Group justify="space-between" mt="xs" className="quiet" aria-hidden>
        <Text size="sm">{words.original}</Text>
        <Text size="sm">{words.candidate(n)}</Text>
      </Group>
      <Slider thumbLabel={words.line} value={line} label={null} onChange={setLine} />
    </section>
  );
}

function Pick({ painting, candidate }: { painting: Painting; candidate: PaintingCandidate }) {
  const words = useWords().paintings;
  const queries = useQueryClient();
  const bases = useQuery(asking("/api/bases"));
  const [base, setBase] = useState(painting.wanted.item?.base ?? "");
  const path = { id: painting.id };
  const pick = useMutation({
    mutationFn: () =>
      told(
        client.POST("/api/paintings/{id}/picks", {
          params: { path },
          body: { candidate: String(candidate.number), base },
        }),
      ),
    onSuccess: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey: [at] }) =>
          String(at).startsWith("/api/paintings") || String(at).startsWith("/api/bases"),
      }),
  });
  const taken = painting.picks.filter((one) => one.number === candidate.number).at(-1);
  return (
    <section className={boards.panel} aria-label={words.candidate(candidate.number)}>
      <h2>{words.candidate(candidate.number)}</h2>
      <Stack gap="sm">
        <Select
          label={words.into}
          value={base}
          allowDeselect={false}
          data={[
            { value: "", label: words.noBase },
            ...(bases.data ?? []).map(({ facts }) => ({ value: facts.id, label: facts.title })),
          ]}
          onChange={(value) => setBase(value ?? "")}
        />
        <Group>
          <Button
            variant={taken ? "default" : "filled"}
            loading={pick.isPending}
            onClick={() => pick.mutate()}
          >
            {words.pick(candidate.number)}
          </Button>
        </Group>
        <Trouble error={pick.error} />
        {taken && (
          <div role="status">
            <Text size="sm">{words.pickedBy(taken.who)}</Text>
            <Group gap="sm" mt="xs">
              <Button
                renderRoot={(props) => (
                  <Link
                    to="/clips"
                    search={{ picture: taken.picture, name: words.candidate(candidate.number) }}
                    {...props}
                  />
                )}
              >
                {words.film}
              </Button>
              {taken.item && (
                <Link
                  to="/library/$base/$item"
                  params={{ base: taken.item.base, item: taken.item.item }}
                >
                  {words.asItem}
                </Link>
              )}
            </Group>
          </div>
        )}
      </Stack>
    </section>
  );
}
