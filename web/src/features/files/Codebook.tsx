/** How the survey is read: what each question is taken for, corrected in place, and confirmed. */
import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { asking, freshen, Problem, send } from "../../api/client";
import { useWords } from "../../messages";
import { CheckMark } from "../../ui/marks";
import { Busy } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";
import { useDecide, useItem, useRows } from "../items/items";
import { useMay } from "../session/session";
import styles from "./Codebook.module.css";
import { fileAddress } from "./FileList";

const FILE = "codebook.toml";
const ITEM = "codebook";
const ROLES = ["basis", "profile", "text", "id", "weight", "contact", "ignore"] as const;

type Role = (typeof ROLES)[number];
type Column = { id: string; header: string; label: string; role: Role; levels: string[] };
type Value = { columns: Column[]; notes: string[] };

/** The codebook, for as long as it waits to be confirmed. */
export function Codebook({ campaign }: { campaign: string }) {
  const rows = useRows(campaign, ITEM);
  const gates = useQuery({
    ...asking("/api/campaigns/{name}/gates", { path: { name: campaign } }),
    enabled: (rows.data?.length ?? 0) > 0,
  });
  const waits = (gates.data ?? []).find((one) => one.gate === ITEM);
  return waits ? <Reading campaign={campaign} version={waits.version} /> : null;
}

function Reading({ campaign, version }: { campaign: string; version: string }) {
  const words = useWords();
  const editor = useMay("editor");
  const approver = useMay("approver");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const found = useItem<Value>(campaign, ITEM, ITEM);
  const decide = useDecide(campaign);
  const correct = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) => corrected(campaign, id, role),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["file", campaign, FILE] });
      return freshen(queries, campaign);
    },
  });
  if (found.isPending) return <Busy />;
  if (found.error) return <Trouble error={found.error} again={() => found.refetch()} />;
  const { columns, notes } = found.data.value;
  // Confirmed, it waits no more, and this is gone before what follows the decision.
  const confirm = () =>
    decide
      .mutateAsync({ verdict: "approve", names: [ITEM], seen: { [ITEM]: version }, note: "" })
      .then(() => navigate({ to: "/campaigns/$name", params: { name: campaign } }))
      .catch(() => undefined);
  return (
    <section className={boards.panel} aria-label={words.gates.codebook}>
      <h2>{words.gates.codebook}</h2>
      <Stack gap="sm">
        <p className={styles.lead}>{words.codebook.lead}</p>
        {notes.length > 0 && (
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <Trouble error={correct.error ?? decide.error} />
        <ul className={styles.columns} aria-label={words.codebook.questions}>
          {columns.map(({ id, header, role, levels }) => (
            <li key={id}>
              <span>
                <b>{header}</b>
                {levels.length > 0 && <small className="quiet">{levels.join(" · ")}</small>}
              </span>
              {editor ? (
                <NativeSelect
                  size="xs"
                  aria-label={words.codebook.of(header)}
                  value={
                    correct.isPending && correct.variables.id === id ? correct.variables.role : role
                  }
                  disabled={correct.isPending}
                  data={ROLES.map((one) => ({ value: one, label: words.codebook.roles[one] }))}
                  onChange={(event) =>
                    correct.mutate({ id, role: event.currentTarget.value as Role })
                  }
                />
              ) : (
                <span>{words.codebook.roles[role]}</span>
              )}
            </li>
          ))}
        </ul>
        <p className={styles.lead}>{words.codebook.more}</p>
        {approver ? (
          <Group>
            <Button
              leftSection={<CheckMark size={14} />}
              loading={decide.isPending}
              disabled={correct.isPending || found.data.version !== version}
              onClick={confirm}
            >
              {words.codebook.confirm}
            </Button>
          </Group>
        ) : (
          <p>{words.decide.others}</p>
        )}
      </Stack>
    </section>
  );
}

/** Another role for one question, in the file; kept only where nobody else changed it meanwhile. */
async function corrected(campaign: string, id: string, role: Role): Promise<void> {
  const address = fileAddress(campaign, FILE);
  const read = await fetch(address);
  if (!read.ok) throw new Problem(read.status, "NotFound", FILE);
  const text = withRole(await read.text(), id, role);
  await send("PUT", address, text, { "If-Match": read.headers.get("ETag") ?? "" });
}

function withRole(toml: string, id: string, role: Role): string {
  return toml
    .split(/^(?=\[\[column\]\])/m)
    .map((column) =>
      column.match(/^id\s*=\s*["']([^"']*)["']/m)?.[1] === id
        ? column.replace(/^role\s*=.*$/m, `role = "${role}"`)
        : column,
    )
    .join("");
}
