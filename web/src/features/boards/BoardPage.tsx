/** A storyboard: its scenes in a strip, one of them to edit, wishes in words, and its versions. */
import { Group, Stack, Text } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Reference } from "../../api/types";
import { useWords } from "../../messages";
import { Busy } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { Decide, StateTag } from "../items/Decide";
import { useEdit } from "../items/edits";
import { useItem, useRows } from "../items/items";
import { Versions } from "../items/Versions";
import { Wish } from "../items/Wish";
import { Comments, type Spot } from "../reviews/Comments";
import { useMay } from "../session/session";
import styles from "./Boards.module.css";
import { type Board, begin, useScenePictures } from "./board";
import { Elements } from "./Elements";
import { Pointed } from "./Pointed";
import { SceneForm } from "./SceneForm";
import { ScenePicture } from "./ScenePicture";
import { Strip } from "./Strip";

export default function BoardPage() {
  const words = useWords();
  const { name, board: item } = useParams({ strict: false }) as { name: string; board: string };
  const editor = useMay("editor");
  const rows = useRows(name, "storyboard");
  const found = useItem<Board>(name, "storyboard", item);
  const pictures = useScenePictures(name, item);
  const edit = useEdit<Board>(name, "storyboard", item);
  const [scene, setScene] = useState("");
  const [spot, setSpot] = useState<Spot>();
  if (found.error) return <Trouble error={found.error} again={() => found.refetch()} />;
  if (found.isPending) return <Busy />;
  const { value: board, version, edited } = found.data;
  const row = rows.data?.find((one) => one.item === item);
  const shown = board.scenes.find((one) => one.id === scene) ?? board.scenes[0];
  const picture = shown && pictures.data?.by.get(shown.id)?.picture.asset.sha256;
  // A comment's second is that at which the scene begins of which it is said.
  const pointAt = (next: Spot | undefined) => {
    setSpot(next);
    const of = board.scenes.findLast((_, n) => next && begin(board, n) <= next.at);
    if (of) setScene(of.id);
  };
  const keep = (scenes: Board["scenes"]) => edit.mutate({ value: { ...board, scenes }, version });
  const move = (from: number, to: number) => {
    const scenes = [...board.scenes];
    scenes.splice(to, 0, ...scenes.splice(from, 1));
    keep(scenes);
  };
  return (
    <Stack gap="lg">
      <div className={styles.title}>
        <div>
          <Link to="/campaigns/$name/storyboards" params={{ name }} className="quiet">
            {words.boards.all}
          </Link>
          <Group gap="sm" mt={6}>
            <h2>{board.title}</h2>
            {row && <StateTag state={row.state} />}
          </Group>
          <p className="quiet">{words.boards.match(board.match.score, board.match.rationale)}</p>
        </div>
        {row && <Decide campaign={name} row={row} version={version} title={board.title} />}
      </div>
      {pictures.data?.likely && (
        <Text className="quiet" size="sm">
          {words.boards.likely}
        </Text>
      )}
      <Trouble error={edit.error} />
      <Strip
        campaign={name}
        scenes={board.scenes}
        pictures={pictures.data?.by}
        chosen={shown?.id ?? ""}
        onChoose={setScene}
        onMove={editor ? move : undefined}
      />
      {editor && (
        <Text className="quiet" size="sm">
          {words.boards.moveHint}
        </Text>
      )}
      <div className={styles.two}>
        <Stack>
          {shown && (
            <SceneForm
              key={`${shown.id} ${version}`}
              scene={shown}
              n={board.scenes.indexOf(shown) + 1}
              readOnly={!editor}
              busy={edit.isPending}
              error={null}
              onSave={(changed) =>
                keep(board.scenes.map((one) => (one.id === changed.id ? changed : one)))
              }
            />
          )}
          {shown && pictures.data?.by.get(shown.id) && (
            <ScenePicture
              key={shown.id}
              campaign={name}
              film={pictures.data.film}
              shown={pictures.data.by.get(shown.id) as Reference}
              decided={pictures.data.decided}
            />
          )}
          {shown && picture && (
            <Pointed
              campaign={name}
              sha256={picture}
              n={board.scenes.indexOf(shown) + 1}
              begins={begin(board, board.scenes.indexOf(shown))}
              spot={spot}
              onSpot={setSpot}
            />
          )}
          <Comments campaign={name} thing={`storyboard/${item}`} spot={spot} onSpot={pointAt} />
        </Stack>
        <Stack>
          {editor && <Wish campaign={name} stage="storyboard" item={item} version={version} />}
          <Elements campaign={name} film={item} scenes={board.scenes} editor={editor} />
          <Versions
            campaign={name}
            stage="storyboard"
            item={item}
            version={version}
            edited={edited}
          />
        </Stack>
      </div>
    </Stack>
  );
}
