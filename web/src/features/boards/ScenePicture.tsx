/** The picture of a scene: why it, what else fits, and another in its place. */
import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, freshen, told } from "../../api/client";
import type { Reference } from "../../api/types";
import { useWords } from "../../messages";
import { Picture } from "../../ui/Picture";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import styles from "./Boards.module.css";

type Props = { campaign: string; film: string; shown: Reference; decided: readonly string[] };

type Act = { act: "use" | "free" | "ban"; picture: string };

export function ScenePicture({ campaign, film, shown, decided }: Props) {
  const words = useWords().pictures;
  const editor = useMay("editor");
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: ({ act, picture }: Act) =>
      told<unknown>(
        client.POST("/api/campaigns/{name}/references", {
          params: { path: { name: campaign } },
          body: { act, film, scene: shown.scene, picture, note: "" },
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
  const caption = shown.picture.captions[0]?.text ?? shown.picture.id;
  return (
    <section className={styles.panel} aria-label={words.title}>
      <h2>{words.title}</h2>
      <Stack gap="sm">
        <Group gap="xs">
          <b>{caption}</b>
          {shown.pinned && <Tag tone="good">{words.pinned}</Tag>}
          {!shown.grounded && <Tag tone="wait">{words.weak}</Tag>}
        </Group>
        <p className={styles.shows}>{words.why(shown.score, shown.reason)}</p>
        {editor && (
          <Group gap="xs">
            {shown.pinned && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => choose.mutate({ act: "free", picture: "" })}
              >
                {words.free}
              </Button>
            )}
            <Button
              size="compact-xs"
              variant="default"
              loading={choose.isPending}
              onClick={() => choose.mutate({ act: "ban", picture: shown.picture.id })}
            >
              {words.ban}
            </Button>
          </Group>
        )}
        <Trouble error={choose.error} />
        {choose.isSuccess && <p role="status">{words.next}</p>}
        {decided.length > 0 && (
          <ul className={styles.decided}>
            {decided.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {shown.others.length > 0 && (
          <details>
            <summary>{words.others(shown.others.length)}</summary>
            <ul className={styles.others}>
              {shown.others.map(({ picture, score, reason }) => (
                <li key={picture}>
                  <Picture campaign={campaign} sha256={picture} alt={picture} wide={320} />
                  <p className={styles.shows}>{words.why(score, reason)}</p>
                  {editor && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={words.showNamed(picture)}
                      loading={choose.isPending}
                      onClick={() => choose.mutate({ act: "use", picture })}
                    >
                      {words.use}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </section>
  );
}
