/** The facts of a campaign as a form: what campaign.toml and brand.toml say, told at each field. */
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useBlocker, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { asking, client, freshen, Problem, told } from "../../api/client";
import type { CampaignFacts, FactsFinding } from "../../api/types";
import { useWords } from "../../messages";
import { Between, Noticed, SaveBar } from "../../ui/Form";
import form from "../../ui/Form.module.css";
import { Busy } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import { BrandFields, VoiceFields } from "./BrandFields";
import { About, Call, Moments, Offers, Proofs, WantedFilms } from "./CampaignFields";
import { sent, toldOf } from "./facts";
import { Translations } from "./Translations";

export default function FactsPage() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const found = useQuery({
    ...asking("/api/campaigns/{name}/facts", { path: { name } }),
    // What somebody else writes meanwhile is told when this is saved.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (found.isPending) return <Busy />;
  if (found.error) {
    const file = /brand\.toml/.test(found.error.message) ? "brand.toml" : "campaign.toml";
    const unread = found.error instanceof Problem && found.error.status === 422;
    return (
      <>
        <Trouble error={found.error} again={() => found.refetch()} />
        {unread && (
          <Button
            component={Link}
            mt="md"
            variant="default"
            to="/campaigns/$name/files"
            params={{ name } as never}
            search={{ file } as never}
          >
            {words.facts.unread}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <Form key={name} name={name} read={found.data} again={() => found.refetch()} />
      <Translations key={`in ${name}`} name={name} />
    </>
  );
}

type Props = { name: string; read: CampaignFacts; again: () => Promise<{ data?: CampaignFacts }> };

function Form({ name, read, again }: Props) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const path = { path: { name } };
  const checked = useQuery(asking("/api/campaigns/{name}/facts/findings", path));
  const [kept, setKept] = useState(read);
  const [now, setNow] = useState(read);
  const save = useMutation({
    mutationFn: (facts: CampaignFacts) =>
      told(client.PUT("/api/campaigns/{name}/facts", { params: path, body: sent(facts) })),
    onSuccess: ({ facts, findings }) => {
      setKept(facts);
      setNow(facts);
      const query = asking("/api/campaigns/{name}/facts/findings", path);
      queries.setQueryData(query.queryKey, findings);
      queries.setQueryData(asking("/api/campaigns/{name}/facts", path).queryKey, facts);
      return freshen(queries, name);
    },
  });
  // Whoever saved is taken to the first field that is wrong.
  useEffect(() => {
    if (save.error) document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [save.error]);
  const load = async () => {
    const { data } = await again();
    if (data) {
      setKept(data);
      setNow(data);
    }
    save.reset();
  };
  const dirty = JSON.stringify(now) !== JSON.stringify(kept);
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(words.facts.leave),
    enableBeforeUnload: dirty,
  });
  const refused = save.error instanceof Problem ? save.error.fields : [];
  const findings = checked.data ?? [];
  const says = toldOf(now, refused.length ? (save.variables ?? kept) : kept, refused, findings);
  const given = {
    now,
    says,
    editable: editor,
    set: (to: Partial<CampaignFacts>) => setNow({ ...now, ...to }),
  };
  const conflict = save.error instanceof Problem && save.error.status === 409;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty) save.mutate(now);
      }}
    >
      <p className={`quiet ${form.lead}`}>{words.facts.lead}</p>
      <Trouble error={checked.error} again={() => checked.refetch()} />
      <Elsewhere name={name} findings={findings} />
      <fieldset className={form.form} disabled={!editor}>
        <About {...given} />
        <Call {...given} />
        <Offers {...given} />
        <Proofs {...given} />
        <Moments {...given} />
        <WantedFilms {...given} />
        <BrandFields {...given} name={name} />
        <VoiceFields {...given} name={name} />
      </fieldset>
      {conflict && (
        <Between text={words.facts.theirs} act={words.files.theirs} load={() => void load()} />
      )}
      {!conflict && refused.length === 0 && <Trouble error={save.error} />}
      {editor && (
        <SaveBar
          dirty={dirty}
          wrong={refused.length}
          save={save}
          discard={() => {
            setNow(kept);
            save.reset();
          }}
        />
      )}
    </form>
  );
}

/** What `check` found that no field of the form can mend. */
function Elsewhere({ name, findings }: { name: string; findings: readonly FactsFinding[] }) {
  const words = useWords().facts;
  const others = findings.filter((one) => !one.field);
  const wrong = others.some((one) => one.wrong);
  return (
    <Noticed title={wrong ? words.elsewhere : words.lacking} findings={others}>
      <Button
        component={Link}
        mt="sm"
        size="xs"
        variant="default"
        to="/campaigns/$name/files"
        params={{ name } as never}
      >
        {words.toFiles}
      </Button>
    </Noticed>
  );
}
