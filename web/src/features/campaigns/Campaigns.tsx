/** Every campaign of the house, and how it stands. */
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { asking } from "../../api/client";
import type { Campaign } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { PlusMark, SearchMark } from "../../ui/marks";
import { Busy, Empty, Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { ago } from "../../ui/when";
import { useMay } from "../session/session";
import styles from "./Campaigns.module.css";
import { Covers } from "./Covers";
import { StateTags } from "./StateTags";

const MANY = 8;

export default function Campaigns() {
  const words = useWords();
  const editor = useMay("editor");
  const [wanted, setWanted] = useState("");
  const found = useQuery(asking("/api/campaigns"));
  const all = [...(found.data ?? [])].sort((a, b) => b.changed_at.localeCompare(a.changed_at));
  const shown = all.filter((one) =>
    `${one.title} ${one.name}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const begin = editor && (
    <Button component={Link} to="/campaigns/new" leftSection={<PlusMark />}>
      {words.campaigns.new}
    </Button>
  );
  return (
    <Page title={words.campaigns.title} acts={all.length > 0 && begin}>
      <Trouble error={found.error} again={() => found.refetch()} />
      {found.isPending && <Busy />}
      {found.data && all.length === 0 && (
        <Empty title={words.campaigns.none} act={begin}>
          {editor ? words.campaigns.noneHint : words.campaigns.noneViewer}
        </Empty>
      )}
      {all.length > MANY && (
        <TextInput
          className={styles.filter}
          leftSection={<SearchMark />}
          placeholder={words.campaigns.filter}
          aria-label={words.campaigns.filter}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {all.length > 0 && shown.length === 0 && <Empty title={words.campaigns.noMatch(wanted)} />}
      <ul className={styles.list}>
        {shown.map((one) => (
          <Entry key={one.name} campaign={one} />
        ))}
      </ul>
    </Page>
  );
}

function Entry({ campaign }: { campaign: Campaign }) {
  const words = useWords();
  const { name, title, changed_at: at, changed_by: by } = campaign;
  return (
    <li>
      <Link to="/campaigns/$name" params={{ name }} className={styles.entry}>
        <Covers name={name} title={title} />
        <div className={styles.words}>
          <h2>{title}</h2>
          <p className="quiet">{words.campaigns.changed(ago(at, chosen(), words), by)}</p>
          <StateTags name={name} />
        </div>
      </Link>
    </li>
  );
}
