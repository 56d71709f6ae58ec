/** A still of a take; chosen, it is shown large, beside the picture that it was filmed from. */
import { Modal } from "@mantine/core";
import { useState } from "react";
import type { SceneTake } from "../../api/types";
import { useWords } from "../../messages";
import { Picture } from "../../ui/Picture";
import styles from "./Films.module.css";
import { shape, stillAddress } from "./film";

type Props = { campaign: string; film: string; take: SceneTake; number: string };

export function Still({ campaign, film, take, number }: Props) {
  const { act, films: words } = useWords();
  const [large, setLarge] = useState(false);
  const name = words.takeOf(number, take.attempt);
  const address = (wide: number) => stillAddress(campaign, film, take.picture, wide);
  const look = { aspectRatio: shape(take.format) };
  return (
    <>
      <button
        type="button"
        className={take.banned ? `${styles.still} ${styles.out}` : styles.still}
        aria-label={words.large(name)}
        onClick={() => setLarge(true)}
      >
        <img src={address(320)} alt={name} style={look} loading="lazy" decoding="async" />
      </button>
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        title={name}
        size="xl"
        closeButtonProps={{ "aria-label": act.close }}
      >
        <div className={styles.stills}>
          <figure>
            <img src={address(1280)} alt={name} style={look} />
            <figcaption className="quiet">{words.middle}</figcaption>
          </figure>
          {take.shows && (
            <figure>
              <Picture campaign={campaign} sha256={take.shows} alt={take.caption} wide={960} />
              <figcaption className="quiet">{words.from(take.caption)}</figcaption>
            </figure>
          )}
        </div>
      </Modal>
    </>
  );
}
