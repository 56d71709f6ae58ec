/** Shares as bars, with where everybody stands marked on each. */
import styles from "./Bars.module.css";

type BarProps = { share: number; base?: number; range?: [number, number]; label?: string };

export function Bar({ share, base, range, label }: BarProps) {
  const part = (value: number) => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(1)}`;
  return (
    <svg
      className={styles.bar}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={!label}
    >
      <rect className={styles.well} width="100" height="8" />
      {range ? (
        <>
          <rect
            className={styles.range}
            x={part(range[0])}
            width={part(range[1] - range[0])}
            height="8"
          />
          <rect className={styles.mark} x={part(share - 0.003)} width="0.6" height="8" />
        </>
      ) : (
        <rect className={styles.mark} width={part(share)} height="8" />
      )}
      {base !== undefined && (
        <rect className={styles.base} x={part(base - 0.003)} width="0.6" height="8" />
      )}
    </svg>
  );
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function Score({
  name,
  value,
  of,
  why,
}: {
  name: string;
  value: number;
  of: number;
  why?: string;
}) {
  return (
    <div className={styles.score}>
      <span>{name}</span>
      <b className="num">{value.toFixed(1)}</b>
      <Bar share={value / of} />
      {why && <small className="quiet">{why}</small>}
    </div>
  );
}
