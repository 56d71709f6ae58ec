/** A wish in plain words: what it would change is shown first, and kept only when it is liked. */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { Problem } from "../../api/client";
import type { Change } from "../../api/types";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import styles from "../boards/Boards.module.css";
import { useMay } from "../session/session";
import { useEdit, useWish } from "./edits";
import items from "./Items.module.css";

type Props = {
  campaign: string;
  stage: string;
  item: string;
  version: string;
  example?: string;
  /** Without a panel and a heading of its own: something around it has both. */
  bare?: boolean;
};

export function Wish({ bare, ...props }: Props) {
  const words = useWords();
  if (bare) return <Form {...props} />;
  return (
    <section className={styles.panel}>
      <h2>{words.wish.title}</h2>
      <Form {...props} />
    </section>
  );
}

/** The same, folded away in the card of an item. */
export function FoldedWish(props: Omit<Props, "bare">) {
  const words = useWords();
  const editor = useMay("editor");
  if (!editor) return null;
  return (
    <details className={items.more}>
      <summary>{words.wish.title}</summary>
      <div>
        <Wish {...props} bare />
      </div>
    </details>
  );
}

function Form({ campaign, stage, item, version, example }: Omit<Props, "bare">) {
  const words = useWords();
  const [wish, setWish] = useState("");
  const asked = useWish(campaign, stage, item);
  const edit = useEdit<unknown>(campaign, stage, item);
  const again = () => {
    asked.reset();
    edit.reset();
  };
  const found = asked.data;
  return (
    <Stack gap="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          asked.mutate(wish);
        }}
      >
        <Textarea
          aria-label={words.wish.title}
          placeholder={example ?? words.wish.example}
          value={wish}
          autosize
          minRows={2}
          maxLength={4000}
          onChange={(event) => {
            setWish(event.currentTarget.value);
            if (found) again();
          }}
        />
        {!found && (
          <Button
            mt="sm"
            type="submit"
            variant="default"
            loading={asked.isPending}
            disabled={!wish.trim()}
          >
            {words.wish.preview}
          </Button>
        )}
      </form>
      <Unclear error={asked.error} />
      <Trouble error={edit.error} />
      {found && (
        <>
          <Changes changes={found.changes} />
          <Group>
            <Button
              loading={edit.isPending}
              disabled={found.changes.length === 0}
              onClick={() =>
                edit.mutate(
                  { value: JSON.parse(found.text), version },
                  {
                    onSuccess: () => {
                      setWish("");
                      asked.reset();
                    },
                  },
                )
              }
            >
              {words.wish.apply}
            </Button>
            <Button variant="default" onClick={again}>
              {words.wish.drop}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

/** What is asked back about a wish, without the name that the service has for the thing. */
function Unclear({ error }: { error: unknown }) {
  const words = useWords();
  if (!(error instanceof Problem) || error.status !== 422) return <Trouble error={error} />;
  return (
    <div role="alert">
      <Text fw={550}>{words.unclear}</Text>
      <Text size="sm">{error.message.replace(NAMED, "")}</Text>
    </div>
  );
}

/** "carers--one-home was not changed: ", as the service begins such an answer in any language. */
const NAMED = /^[a-z0-9-]+ [^:]{3,40}: /;

export function Changes({ changes }: { changes: readonly Change[] }) {
  const words = useWords().wish;
  if (changes.length === 0) return <Text className="quiet">{words.same}</Text>;
  return (
    <ul className={styles.changes} aria-label={words.changes}>
      {changes.map(({ where, before, after }) => (
        <li key={where}>
          <span className="quiet">{where}</span>
          {before && <del>{before}</del>}
          {after && <ins>{after}</ins>}
        </li>
      ))}
    </ul>
  );
}
