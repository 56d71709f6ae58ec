/** What a campaign shows: posters of its films, or what its first storyboard will be shot from. */
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { Row } from "../../api/types";
import { Picture } from "../../ui/Picture";
import { useScenePictures } from "../boards/board";
import { useFilm } from "../films/film";
import styles from "./Campaigns.module.css";

const MOST = 3;

export function Covers({ name, title }: { name: string; title: string }) {
  const status = useQuery(asking("/api/campaigns/{name}/status", { path: { name } }));
  const rows = status.data ?? [];
  const films = rows.filter((row) => row.stage === "film" && row.made_at !== "");
  const used = films.filter((row) => row.state !== "unused");
  const board = rows.find((row) => row.stage === "storyboard");
  if (films.length > 0) return <Posters name={name} films={used.length > 0 ? used : films} />;
  if (board) return <Scenes name={name} board={board.item} />;
  return <div className={styles.letter} data-letter={title.slice(0, 1)} aria-hidden="true" />;
}

function Posters({ name, films }: { name: string; films: readonly Row[] }) {
  return (
    <div className={styles.strip}>
      {films.slice(0, MOST).map((row) => (
        <Poster key={row.name} name={name} film={row.item} />
      ))}
    </div>
  );
}

function Poster({ name, film }: { name: string; film: string }) {
  const found = useFilm(name, film);
  const sha256 = found.data?.value.poster?.sha256;
  return <Picture campaign={name} sha256={sha256} alt="" shape="auto" />;
}

function Scenes({ name, board }: { name: string; board: string }) {
  const found = useScenePictures(name, board);
  const shown = [...(found.data?.by.values() ?? [])].slice(0, MOST);
  return (
    <div className={styles.strip}>
      {shown.map(({ scene, picture }) => (
        <Picture key={scene} campaign={name} sha256={picture.asset.sha256} alt="" shape="auto" />
      ))}
    </div>
  );
}
