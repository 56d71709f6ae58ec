/** Small drawings that stand beside words. */
type Props = { size?: number };

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.6,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

function Mark({ size = 16, d }: Props & { d: string }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" {...line}>
      <path d={d} />
    </svg>
  );
}

export const SearchMark = (p: Props) => (
  <Mark {...p} d="M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.6-1.4L14 14" />
);
export const PlusMark = (p: Props) => <Mark {...p} d="M8 3v10M3 8h10" />;
export const CheckMark = (p: Props) => <Mark {...p} d="m3 8.5 3.2 3.2L13 5" />;
export const CrossMark = (p: Props) => <Mark {...p} d="m4 4 8 8m0-8-8 8" />;
export const PlayMark = (p: Props) => <Mark {...p} d="M5 3v10l8-5Z" />;
export const StopMark = (p: Props) => <Mark {...p} d="M4 4h8v8H4Z" />;
export const FileMark = (p: Props) => <Mark {...p} d="M4 2h5l3 3v9H4Zm5 0v3h3" />;
export const DownMark = (p: Props) => <Mark {...p} d="M8 2v8m-3.5-3L8 10.5 11.5 7M3 14h10" />;
export const LinkMark = (p: Props) => (
  <Mark
    {...p}
    d="M7 9a2.6 2.6 0 0 0 4 .3l1.7-1.7A2.7 2.7 0 0 0 8.9 3.8L8 4.7M9 7a2.6 2.6 0 0 0-4-.3L3.300 8.400a2.700 2.700 0 0 0 3.800 3.800l.9-.9"
  />
);
export const UndoMark = (p: Props) => (
  <Mark {...p} d="M3 6h6.500a3.500 3.500 0 0 1 0 7H6M3 6l3-3M3 6l3 3" />
);
export const DragMark = (p: Props) => <Mark {...p} d="M6 4v0M10 4v0M6 8v0M10 8v0M6 12v0M10 12v0" />;
export const NextMark = (p: Props) => <Mark {...p} d="m6 3 5 5-5 5" />;
export const UploadMark = (p: Props) => (
  <Mark {...p} d="M8 11V3M4.500 6.500 8 3l3.500 3.500M3 14h10" />
);
export const WarnMark = (p: Props) => <Mark {...p} d="M8 2.500 14 13H2Zm0 4v3m0 1.600v0" />;
export const DotsMark = (p: Props) => <Mark {...p} d="M3.500 8v0M8 8v0M12.500 8v0" />;
export const PenMark = (p: Props) => (
  <Mark
    {...p}
    d="m3 13 .7-3L10.500 3.200a1.400 1.400 0 0 1 2 0l.3.3a1.400 1.400 0 0 1 0 2L6 12.300Z"
  />
);
