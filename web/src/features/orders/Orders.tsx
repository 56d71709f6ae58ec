/** All that the house was asked to make, and what was given up. */
import { SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asking } from "../../api/client";
import type { Order } from "../../api/types";
import { useWords } from "../../messages";
import { Busy, Empty, Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { OrderList } from "./OrderList";
import { useTidings } from "./tidings";

type Wanted = "" | Order["state"];

export default function Orders() {
  const words = useWords();
  const [state, setState] = useState<Wanted>("");
  useTidings("");
  const found = useQuery(asking("/api/orders", { query: { state, limit: 50 } }));
  const states: Wanted[] = ["", "running", "queued", "failed", "dead"];
  return (
    <Page title={words.nav.orders} lead={words.orders.lead}>
      <Stack gap="lg">
        <SegmentedControl
          aria-label={words.orders.filter}
          value={state}
          onChange={(value) => setState(value as Wanted)}
          data={states.map((value) => ({
            value,
            label: value ? words.orders.states[value] : words.orders.all,
          }))}
          w="fit-content"
          maw="100%"
        />
        <Trouble error={found.error} again={() => found.refetch()} />
        {found.isPending && <Busy />}
        {found.data?.length === 0 && (
          <Empty title={words.orders.none}>{words.orders.noneHint}</Empty>
        )}
        <OrderList orders={found.data ?? []} />
      </Stack>
    </Page>
  );
}
