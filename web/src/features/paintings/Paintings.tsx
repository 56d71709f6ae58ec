/** Pictures in which a part was changed, the newest first. */
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asking } from "../../api/client";
import { chosen, useWords } from "../../messages";
import { Busy, Empty, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { ago } from "../../ui/when";
import library from "../library/Library.module.css";

const MOST = 100;

export default function Paintings() {
  const all = useWords();
  const words = all.paintings;
  const found = useQuery({
    ...asking("/api/paintings", { query: { limit: MOST } }),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => ["queued", "running"].includes(one.state)) ? 3000 : false,
  });
  return (
    <Page title={words.all} lead={words.lead}>
      <Stack gap="lg">
        <Trouble error={found.error} again={() => found.refetch()} />
        {found.isPending && <Busy />}
        {found.data?.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
        <ul className={library.grid}>
          {(found.data ?? []).map((one) => {
            const [best] = one.made?.candidates ?? [];
            return (
              <li key={one.id}>
                <Link to="/paintings/$id" params={{ id: one.id }} className={library.tile}>
                  {best ? (
                    <img
                      src={`/api/paintings/${one.id}/files/${best.file}`}
                      alt=""
                      loading="lazy"
                    />
                  ) : (
                    <div className={library.kind}>{all.orders.states[one.state]}</div>
                  )}
                  <b>{one.title || words.modes[one.wanted.mode]}</b>
                  <span className="quiet num">
                    {one.picks.length > 0 && <Tag tone="good">{all.clips.picked}</Tag>}{" "}
                    {all.orders.asked(one.who, ago(one.asked_at, chosen(), all))}
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </Stack>
    </Page>
  );
}
