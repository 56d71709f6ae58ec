/** Storyboards, each as a strip of what its scenes show. */
import { Stack } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import type { Row } from "../../api/types";
import { useWords } from "../../messages";
import { Busy, Empty } from "../../ui/Page";
import { Picture } from "../../ui/Picture";
import { Trouble } from "../../ui/Trouble";
import { ApproveAll } from "../items/ApproveAll";
import { StateTag } from "../items/Decide";
import { unread, useItem, useRows } from "../items/items";
import { type Answer, Answers, useAnswers } from "../reviews/answers";
import styles from "./Boards.module.css";
import { type Board, seconds, useScenePictures, useWhose } from "./board";

export default function Boards() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const rows = useRows(name, "storyboard");
  const said = useAnswers(name, (rows.data?.length ?? 0) > 0).data ?? [];
  if (unread(rows)) return <Busy />;
  const all = rows.data ?? [];
  return (
    <Stack gap="xl">
      <Trouble error={rows.error} again={() => rows.refetch()} />
      {all.length === 0 && <Empty title={words.boards.none}>{words.boards.noneHint}</Empty>}
      <ApproveAll
        campaign={name}
        gate="storyboards"
        rows={all}
        title={(item) => <BoardTitle campaign={name} item={item} />}
      />
      <ul className={styles.list}>
        {all.map((row) => (
          <li key={row.name}>
            <Entry
              campaign={name}
              row={row}
              said={said.filter(({ thing }) => thing === row.name)}
            />
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function BoardTitle({ campaign, item }: { campaign: string; item: string }) {
  return useItem<Board>(campaign, "storyboard", item).data?.value.title ?? item;
}

function Entry({ campaign, row, said }: { campaign: string; row: Row; said: Answer[] }) {
  const words = useWords();
  const found = useItem<Board>(campaign, "storyboard", row.item);
  const board = found.data?.value;
  const pictures = useScenePictures(campaign, row.item);
  const whose = useWhose(campaign, board);
  if (found.error) return <Trouble error={found.error} />;
  if (!board) return <Busy />;
  const facts = [
    ...whose,
    words.boards.length(seconds(board.seconds)),
    words.boards.scenes(board.scenes.length),
    board.mood,
    board.pace,
  ];
  return (
    <Link
      to="/campaigns/$name/storyboards/$board"
      params={{ name: campaign, board: row.item }}
      className={styles.entry}
    >
      <div className={styles.head}>
        <div>
          <h2>{board.title}</h2>
          <p className="quiet">{facts.join(" · ")}</p>
          <Answers of={said} version={found.data?.version} />
        </div>
        <StateTag state={row.state} />
      </div>
      <div className={styles.thumbs}>
        {board.scenes.map((scene) => (
          <Picture
            key={scene.id}
            campaign={campaign}
            sha256={pictures.data?.by.get(scene.id)?.picture.asset.sha256}
            alt=""
            wide={320}
          />
        ))}
      </div>
    </Link>
  );
}
