/** What the house spent on models this month, and the caps on it; an admin sets them. */
import { Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { HouseCosts } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Busy, Empty, Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import styles from "./People.module.css";

const query = asking("/api/spending");

const WORKS = ["all", "campaigns", "clips", "paintings", "libraries"] as const;

type Work = (typeof WORKS)[number];

export default function Spending() {
  const words = useWords().spending;
  const admin = useMay("admin");
  const found = useQuery(query);
  return (
    <Page title={words.title} lead={words.lead}>
      <Stack gap="xl">
        <Trouble error={found.error} again={() => found.refetch()} />
        {found.isPending && <Busy />}
        {found.data?.spent.calls === 0 && found.data.caps.length === 0 && (
          <Empty title={words.none}>{words.noneHint}</Empty>
        )}
        {found.data && (
          <ul className={styles.list} aria-label={words.title}>
            {WORKS.map((work) => (
              <Entry key={work} work={work} costs={found.data} admin={admin} />
            ))}
          </ul>
        )}
      </Stack>
    </Page>
  );
}

function Entry({ work, costs, admin }: { work: Work; costs: HouseCosts; admin: boolean }) {
  const all = useWords();
  const words = all.spending;
  const queries = useQueryClient();
  const [most, setMost] = useState<number | string>();
  const params = { path: { what: work } };
  const onSuccess = () => {
    setMost(undefined);
    return queries.invalidateQueries({ queryKey: query.queryKey });
  };
  const save = useMutation({
    mutationFn: (amount: number) =>
      told(client.PUT("/api/spending/caps/{what}", { params, body: { most: amount } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => told(client.DELETE("/api/spending/caps/{what}", { params })),
    onSuccess,
  });
  const money = (amount: number) =>
    amount.toLocaleString(chosen(), { style: "currency", currency: costs.currency });
  const spent = work === "all" ? costs.spent : costs.by_work.find((one) => one.name === work);
  const cap = costs.caps.find((one) => one.what === work)?.most;
  const amount = money(spent?.amount ?? 0);
  const name = words.works[work];
  return (
    <li>
      <b>{name}</b>
      <Text size="sm" className="quiet num">
        {cap === undefined ? words.spent(amount) : words.spentOf(amount, money(cap))}
        {(spent?.unknown ?? 0) > 0 && ` · ${words.unpriced(spent?.unknown ?? 0)}`}
      </Text>
      {admin && (
        <Group gap="xs">
          {most === undefined ? (
            <Button
              size="xs"
              variant="default"
              aria-label={words.setOn(name)}
              onClick={() => setMost(cap ?? "")}
            >
              {words.set}
            </Button>
          ) : (
            <>
              <NumberInput
                size="xs"
                w={110}
                min={0}
                aria-label={words.capOn(name)}
                value={most}
                onChange={setMost}
                onKeyDown={({ key }) => {
                  if (key === "Enter" && typeof most === "number") save.mutate(most);
                  if (key === "Escape") setMost(undefined);
                }}
              />
              <Button
                size="xs"
                loading={save.isPending}
                disabled={typeof most !== "number"}
                onClick={() => save.mutate(Number(most))}
              >
                {all.act.save}
              </Button>
              <Button size="xs" variant="default" onClick={() => setMost(undefined)}>
                {all.act.cancel}
              </Button>
            </>
          )}
          {cap !== undefined && most === undefined && (
            <Button
              size="xs"
              variant="default"
              aria-label={words.removeOn(name)}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {all.act.remove}
            </Button>
          )}
        </Group>
      )}
      <Trouble error={save.error ?? remove.error} />
    </li>
  );
}
