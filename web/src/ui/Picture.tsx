/** A picture of a campaign, small; where there is none, its place. */
import styles from "./Picture.module.css";

type Props = {
  campaign: string;
  sha256: string | undefined;
  alt: string;
  wide?: number;
  shape?: string;
  none?: string;
};

export function pictureAddress(campaign: string, sha256: string, wide = 480): string {
  return `/api/campaigns/${campaign}/pictures/${sha256}?wide=${wide}`;
}

export function Picture({ campaign, sha256, alt, wide = 480, shape = "4 / 3", none }: Props) {
  if (!sha256) {
    return (
      <div className={styles.none} style={{ aspectRatio: shape }}>
        {none}
      </div>
    );
  }
  return (
    <img
      className={styles.picture}
      style={{ aspectRatio: shape }}
      src={pictureAddress(campaign, sha256, wide)}
      alt={alt}
      loading="lazy"
      decoding="async"
    />
  );
}
