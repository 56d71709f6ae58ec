/** A film's landing page, composed for its segment: seen in a frame, changed in words, built. */
import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, freshen, told } from "../../api/client";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";
import { useItem } from "../items/items";
import { Wish } from "../items/Wish";
import styles from "./Films.module.css";

type Props = { campaign: string; film: string; editor: boolean };

const WIDTHS = ["320", "768", "1280"] as const;

/** From this width of the window on, in pixels, a page is shown as on a tablet first. */
const WIDE = 900;
const PAGE = "/api/campaigns/{name}/films/{film}/page";

export function Landing({ campaign, film, editor }: Props) {
  const words = useWords().landing;
  const path = { name: campaign, film };
  const [width, setWidth] = useState<string>(WIDTHS[innerWidth < WIDE ? 0 : 1]);
  const queries = useQueryClient();
  const page = useQuery(asking(PAGE, { path }));
  const found = page.data ?? undefined;
  const item = useItem<unknown>(campaign, "page", film, editor && found !== undefined);
  const build = useMutation({
    mutationFn: () => told(client.POST(PAGE, { params: { path } })),
    onSettled: () => freshen(queries, campaign),
  });
  // Findings keep a page in: the plain one goes out, and is shown.
  const plain = !found || found.failed.length > 0;
  const shown = useItem<unknown>(campaign, "release", film).isSuccess;
  const address = `/api/campaigns/${campaign}/films/${encodeURIComponent(film)}/page/preview`;
  return (
    <section className={boards.panel}>
      <h2>{words.title}</h2>
      <Text className="quiet">
        {found ? found.blocks.join(" · ") : shown ? words.plain : words.later}
      </Text>
      {found?.failed.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      {found && found.failed.length > 0 && <Text className="quiet">{words.stays}</Text>}
      {shown && !found?.edited && (
        <>
          <SegmentedControl
            aria-label={words.width}
            data={[...WIDTHS]}
            value={width}
            onChange={setWidth}
            my="sm"
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide page is scrolled by keyboard. */}
          <section className={styles.frame} tabIndex={0} aria-label={words.title}>
            <iframe
              key={found?.version ?? film}
              title={words.title}
              src={plain ? address : `${address}?${found.version.slice(0, 12)}`}
              sandbox=""
              width={width}
              height={720}
            />
          </section>
        </>
      )}
      <Trouble error={page.error ?? build.error} />
      {editor && (
        <Group my="sm">
          <Button variant="default" loading={build.isPending} onClick={() => build.mutate()}>
            {found ? words.again : words.build}
          </Button>
        </Group>
      )}
      {editor && found && item.data && (
        <Wish
          campaign={campaign}
          stage="page"
          item={film}
          version={item.data.version}
          example={words.example}
        />
      )}
    </section>
  );
}
