/** Cleaning up: what was made and where it lies, by kind; removed once a word was typed. */
import { Button, Checkbox, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, told } from "../../api/client";
import type { CleanupHeap, CleanupKind } from "../../api/types";
import { useWords } from "../../messages";
import { inWords } from "../../messages/codes";
import { Confirm } from "../../ui/Confirm";
import { Busy, Empty, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { sizeOf } from "../campaigns/bring";
import styles from "./Cleanup.module.css";

/** What can be chosen here; the house itself goes by the command alone, once the service ended. */
const KINDS = ["workers", "assets", "speech", "pipeline", "library", "campaigns"] as const;

export default function Cleanup() {
  const all = useWords();
  const words = all.cleanup;
  const queries = useQueryClient();
  const [only, setOnly] = useState<CleanupKind[]>(["workers"]);
  const [stop, setStop] = useState(false);
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState("");
  const query = { only, stop };
  const found = useQuery({
    queryKey: ["/api/cleanup", query],
    queryFn: () => told(client.GET("/api/cleanup", { params: { query } })),
    enabled: only.length > 0,
    placeholderData: (before) => before,
  });
  const remove = useMutation({
    mutationFn: (mark: string) => told(client.POST("/api/cleanup", { body: { only, stop, mark } })),
    onSuccess: async () => {
      setAsked(false);
      await queries.invalidateQueries();
    },
  });
  const plan = only.length > 0 ? found.data : undefined;
  const goes = plan?.goes ?? [];
  const bytes = goes.reduce((sum, heap) => sum + heap.bytes, 0);
  const ask = () => {
    setTyped("");
    remove.reset();
    setAsked(true);
  };
  return (
    <Page title={words.title} lead={words.lead}>
      <Stack gap="lg">
        <Checkbox.Group
          label={words.which}
          value={only}
          onChange={(value) => setOnly(value as CleanupKind[])}
        >
          <div className={styles.kinds}>
            {KINDS.map((kind) => (
              <Checkbox
                key={kind}
                value={kind}
                label={words.kinds[kind]}
                description={words.hints[kind]}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Switch
          label={words.stop}
          checked={stop}
          onChange={(event) => setStop(event.currentTarget.checked)}
        />
        <Trouble error={found.error} again={() => found.refetch()} />
        {only.length > 0 && found.isPending && <Busy />}
        {remove.data && (
          <Stack gap="xs" role="status">
            <b>{words.went(remove.data.went.length)}</b>
            <Stays heaps={remove.data.left} />
          </Stack>
        )}
        {plan && goes.length === 0 && <Empty title={words.none} />}
        <Heaps heaps={goes} />
        {!remove.data && <Stays heaps={plan?.stays ?? []} />}
        {goes.length > 0 && (
          <Group>
            <Button color="red" variant="light" onClick={ask} disabled={found.isFetching}>
              {words.act(sizeOf(bytes))}
            </Button>
          </Group>
        )}
      </Stack>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.sure}
        act={all.act.remove}
        busy={remove.isPending}
        disabled={typed.trim() !== words.word}
        onConfirm={() => plan && remove.mutate(plan.mark)}
      >
        <Stack>
          <Text size="sm">{words.last}</Text>
          <TextInput
            label={words.type(words.word)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <Trouble error={remove.error} />
        </Stack>
      </Confirm>
    </Page>
  );
}

/** Whose things are and what they are; workers and orders say by themselves whose. */
function What({ heap: { thing, what } }: { heap: CleanupHeap }) {
  return ["workers", "orders"].includes(thing) ? (
    what
  ) : (
    <>
      <b>{thing}</b> {what}
    </>
  );
}

function Heaps({ heaps }: { heaps: readonly CleanupHeap[] }) {
  const words = useWords().cleanup;
  return (
    <ul className={styles.heaps} aria-label={words.goes}>
      {heaps.map((heap) => (
        <li key={`${heap.kind} ${heap.thing} ${heap.what}`}>
          <Tag>{words.kinds[heap.kind]}</Tag>
          <span className={styles.what}>
            <What heap={heap} />
            <span className="quiet"> {heap.where}</span>
          </span>
          <span className={`quiet num ${styles.size}`}>
            {words.count(heap.count)}
            {heap.bytes > 0 && `, ${sizeOf(heap.bytes)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Stays({ heaps }: { heaps: readonly CleanupHeap[] }) {
  const all = useWords();
  const words = all.cleanup;
  if (heaps.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{words.stays}</h2>
      <ul className={styles.heaps} aria-label={words.stays}>
        {heaps.map((heap) => (
          <li key={`${heap.kind} ${heap.thing} ${heap.what}`}>
            <Tag tone={heap.ours ? "wait" : "plain"}>{words.kinds[heap.kind]}</Tag>
            <span className={styles.what}>
              <What heap={heap} />
              <em className={styles.why}>{inWords(heap.why, all)}</em>
            </span>
            <span className={`quiet num ${styles.size}`}>{words.count(heap.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
