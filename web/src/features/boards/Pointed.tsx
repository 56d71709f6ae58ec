/** What a scene shows, whole: to point at a place for a comment, and to see where one points. */
import { useWords } from "../../messages";
import { pictureAddress } from "../../ui/Picture";
import player from "../films/Films.module.css";
import type { Spot } from "../reviews/Comments";
import { at, placeIn } from "../reviews/place";
import styles from "./Boards.module.css";

type Props = {
  campaign: string;
  sha256: string;
  n: number;
  begins: number;
  spot: Spot | undefined;
  onSpot: (spot: Spot) => void;
};

export function Pointed({ campaign, sha256, n, begins, spot, onSpot }: Props) {
  const words = useWords().told;
  return (
    <button
      type="button"
      className={styles.pointed}
      aria-label={words.aimScene(n)}
      onClick={(event) =>
        onSpot({
          at: begins,
          place: placeIn(event, event.currentTarget.getBoundingClientRect()),
        })
      }
    >
      <img src={pictureAddress(campaign, sha256, 960)} alt="" loading="lazy" />
      {spot?.at === begins && spot.place && <span className={player.pin} ref={at(spot.place)} />}
    </button>
  );
}
