/** The pictures of a campaign as a form: what each shows, and what it may be used for. */
import { Button, Checkbox, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useBlocker, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { asking, client, freshen, Problem, told } from "../../api/client";
import type { CaptionRow, Captions } from "../../api/types";
import { useWords } from "../../messages";
import { Between, Noticed, SaveBar } from "../../ui/Form";
import form from "../../ui/Form.module.css";
import { Busy, Empty } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import { PictureFields } from "./PictureFields";
import styles from "./PicturesPage.module.css";
import { atFields, type News, NONE, NOTHING, over, refusals } from "./pictures";

const AT_ONCE = 60;

export default function PicturesPage() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const found = useQuery({
    ...asking("/api/campaigns/{name}/captions", { path: { name } }),
    // What somebody else writes meanwhile is told when this is saved.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (found.isPending) return <Busy />;
  if (found.error) {
    const unread = found.error instanceof Problem && found.error.status === 422;
    return (
      <>
        <Trouble error={found.error} again={() => found.refetch()} />
        {unread && (
          <ToFiles name={name} file="library/captions.csv" label={words.captioning.unread} />
        )}
      </>
    );
  }
  if (found.data.pictures.length === 0) {
    return (
      <Empty
        title={words.captioning.none}
        act={<ToFiles name={name} label={words.captioning.toFiles} />}
      >
        {words.captioning.noneHint}
      </Empty>
    );
  }
  return <Form key={name} name={name} read={found.data} again={() => found.refetch()} />;
}

type Props = { name: string; read: Captions; again: () => Promise<{ data?: Captions }> };

function Form({ name, read, again }: Props) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const path = { path: { name } };
  const checked = useQuery(asking("/api/campaigns/{name}/captions/findings", path));
  const [kept, setKept] = useState(read);
  const [news, setNews] = useState<News>(new Map());
  const [both, setBoth] = useState(NONE);
  const [bare, setBare] = useState(false);
  const [most, setMost] = useState(AT_ONCE);
  const save = useMutation({
    mutationFn: (pictures: CaptionRow[]) =>
      told(
        client.PUT("/api/campaigns/{name}/captions", {
          params: path,
          body: { ...kept, pictures },
        }),
      ),
    onSuccess: (now) => {
      setKept(now);
      setNews(new Map());
      setBoth(NONE);
      queries.setQueryData(asking("/api/campaigns/{name}/captions", path).queryKey, now);
      void checked.refetch();
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
      const mine = over(news, kept, data, words.captioning.both);
      setKept(data);
      setNews(mine.news);
      setBoth(mine.told);
    }
    save.reset();
  };
  const dirty = news.size > 0;
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(words.facts.leave),
    enableBeforeUnload: dirty,
  });
  const editable = editor && /\.csv$/i.test(kept.path);
  const findings = checked.data ?? [];
  const problem = save.error instanceof Problem ? save.error : undefined;
  const refused = refusals(problem?.fields ?? [], save.variables ?? []);
  const amiss = atFields(findings, kept, news);
  const set = (was: CaptionRow, will: CaptionRow) => {
    const next = new Map(news).set(was.file, will);
    if (JSON.stringify(was) === JSON.stringify(will)) next.delete(was.file);
    setNews(next);
  };
  // By what was saved: no picture goes while somebody types.
  const lacking = kept.pictures.filter((one) => !one.caption);
  const shown = bare
    ? kept.pictures.filter((one) => !one.caption || news.has(one.file))
    : kept.pictures;
  // The list was changed, or a picture is gone.
  const between = problem?.status === 409 || problem?.status === 404;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty) save.mutate([...news.values()]);
      }}
    >
      <p className={`quiet ${form.lead}`}>{words.captioning.lead}</p>
      <Trouble error={checked.error} again={() => checked.refetch()} />
      <Noticed title={words.captioning.elsewhere} findings={findings.filter((one) => !one.file)}>
        <ToFiles name={name} file={kept.path} label={words.captioning.unread} />
      </Noticed>
      {!/\.csv$/i.test(kept.path) && (
        <Group my="md">
          <span role="status">{words.captioning.otherwise(kept.path)}</span>
          <ToFiles name={name} file={kept.path} label={words.captioning.unread} />
        </Group>
      )}
      {lacking.length > 0 && (
        <Group my="md">
          <strong>{words.captioning.bare(lacking.length)}</strong>
          <Checkbox
            label={words.captioning.onlyBare}
            checked={bare}
            onChange={(event) => setBare(event.currentTarget.checked)}
          />
        </Group>
      )}
      <fieldset className={form.form} disabled={!editable}>
        <ul className={styles.list}>
          {shown.slice(0, most).map((was) => (
            <PictureFields
              key={was.file}
              name={name}
              now={news.get(was.file) ?? was}
              findings={findings.filter((one) => one.file === was.file && !one.field)}
              told={
                new Map([
                  ...(amiss.get(was.file) ?? NOTHING),
                  ...(both.get(was.file) ?? NOTHING),
                  ...(refused.get(was.file) ?? NOTHING),
                ])
              }
              set={(change) => set(was, { ...(news.get(was.file) ?? was), ...change })}
            />
          ))}
        </ul>
      </fieldset>
      {shown.length > most && (
        <Button variant="default" mb="lg" onClick={() => setMost(most + AT_ONCE)}>
          {words.captioning.more(Math.min(AT_ONCE, shown.length - most))}
        </Button>
      )}
      {between && (
        <Between
          text={words.captioning.theirs}
          act={words.captioning.load}
          load={() => void load()}
        />
      )}
      {!between && refused.size === 0 && <Trouble error={save.error} />}
      {editable && (
        <SaveBar
          dirty={dirty}
          wrong={[...refused.values()].reduce((n, one) => n + one.size, 0)}
          save={save}
          discard={() => {
            setNews(new Map());
            setBoth(NONE);
            save.reset();
          }}
        />
      )}
    </form>
  );
}

function ToFiles({ name, file, label }: { name: string; file?: string; label: string }) {
  return (
    <Button
      component={Link}
      size="xs"
      variant="default"
      to="/campaigns/$name/files"
      params={{ name } as never}
      search={(file ? { file } : {}) as never}
    >
      {label}
    </Button>
  );
}
