/** Files for a knowledge base: sent, taken in by a worker one by one, and what came of each. */
import { Checkbox, Stack, Text } from "@mantine/core";
import { useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { asking, send } from "../../api/client";
import type { Order } from "../../api/types";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";
import type { Brought } from "../campaigns/bring";
import { DropPlace } from "../campaigns/DropPlace";
import { Price } from "../orders/Price";
import { useMay } from "../session/session";

/** Milliseconds between two looks at what is being taken in. */
const LOOK = 1500;

const going = (order: Order | undefined) =>
  order === undefined || order.state === "queued" || order.state === "running";

type Came = { added?: string[]; already?: number; refused?: string[]; notes?: string[] };

export function AddFiles({ base }: { base: string }) {
  const words = useWords().library;
  const approver = useMay("approver");
  const queries = useQueryClient();
  const [vetted, setVetted] = useState(false);
  const [asked, setAsked] = useState<{ id: string; file: string }[]>([]);
  const add = useMutation({
    mutationFn: async (files: Brought[]) => {
      for (const { path, file } of files) {
        const name = path.split("/").pop() ?? path;
        const to = `/api/bases/${encodeURIComponent(base)}/files/${encodeURIComponent(name)}`;
        const answer = await send("PUT", `${to}?approve=${vetted}`, file);
        const { id } = (await answer.json()) as Order;
        setAsked((before) => [...before, { id, file: name }]);
      }
    },
  });
  const orders = useQueries({
    queries: asked.map(({ id }) => ({
      ...asking("/api/orders/{id}", { path: { id } }),
      refetchInterval: ({ state }: { state: { data: Order | undefined } }) =>
        going(state.data) ? LOOK : (false as const),
    })),
  });
  const ended = orders.filter((one) => one.data && !going(one.data)).length;
  // What came in is shown as soon as it is there.
  useEffect(() => {
    if (ended > 0) {
      void queries.invalidateQueries({
        predicate: ({ queryKey }) =>
          (queryKey[1] as { path?: { base?: string } } | undefined)?.path?.base === base,
      });
    }
  }, [ended, base, queries]);
  const lines = orders.flatMap(({ data }, n) => {
    const file = asked[n]?.file ?? "";
    if (data && !going(data) && data.state !== "done") return [`${file}: ${data.reason}`];
    const came = (data?.result ?? {}) as Came;
    const again = came.already ? [words.already(file)] : [];
    return [...again, ...(came.refused ?? []), ...(came.notes ?? [])];
  });
  return (
    <section className={boards.panel} aria-label={words.addFiles}>
      <Stack gap="sm">
        <DropPlace
          label={words.dropFiles}
          choose={words.addFiles}
          onFiles={(files) => add.mutate(files)}
        />
        {approver && (
          <Checkbox
            color="ink"
            label={words.vetted}
            description={words.vettedHint}
            checked={vetted}
            onChange={(event) => setVetted(event.currentTarget.checked)}
          />
        )}
        <Price what="add" bases={[base]} />
        <Trouble error={add.error} />
        {asked.length > 0 && (
          <Text role="status" className="quiet num">
            {words.taken(ended, asked.length)}
          </Text>
        )}
        {lines.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      </Stack>
    </section>
  );
}
