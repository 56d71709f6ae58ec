/** Every take of each scene: what the judge says of it, and which one a person wants. */
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { Film } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { moment } from "../../ui/when";
import boards from "../boards/Boards.module.css";
import { numberOf } from "../boards/board";
import { Look } from "./Look";
import { SceneTakes } from "./SceneTakes";
import { concerns, useUnsettled } from "./unsettled";

/** order: the scenes of the film, as they follow each other. */
type Props = {
  campaign: string;
  film: Film;
  order: readonly { id: string }[];
  editor: boolean;
};

export function Takes({ campaign, film, order, editor }: Props) {
  const { films: words, looks } = useWords();
  const found = useQuery(
    asking("/api/campaigns/{name}/takes/{film}", { path: { name: campaign, film: film.id } }),
  );
  const takes = (found.data ?? []).filter((one) => one.format === film.format);
  const waiting = useUnsettled(campaign).data ?? [];
  const scenes = order.filter(({ id }) => takes.some((one) => one.scene === id));
  if (scenes.length === 0) return <Trouble error={found.error} />;
  return (
    <section className={boards.panel}>
      <h2>{words.judge}</h2>
      {scenes.map(({ id: scene }) => {
        const wanted = waiting.find((one) => one.scene === scene && concerns(one, film));
        const of = { campaign, film: film.id, scene, number: numberOf(scene, order) };
        const tried = takes.filter((one) => one.scene === scene);
        return (
          <SceneTakes
            key={`${scene} ${wanted ? "open" : ""}`}
            {...of}
            takes={tried}
            editor={editor}
            opened={wanted !== undefined}
            summary={
              <>
                {words.take(of.number, tried.length)}{" "}
                {wanted && <Tag tone="wait">{words.look}</Tag>}
              </>
            }
          >
            {wanted?.sent_by && (
              <p>{looks.asks(wanted.sent_by, wanted.note, moment(wanted.sent_at, chosen()))}</p>
            )}
            <Look {...of} wanted={wanted} />
          </SceneTakes>
        );
      })}
    </section>
  );
}
