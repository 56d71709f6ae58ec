/** What `src/facts.ts` holds, whatever film it is of. */
export interface Facts {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly policy: string;
  readonly brand: {
    readonly name: string;
    readonly tagline: string;
    readonly logo: string;
    readonly logoWidth: number;
    readonly theme: string;
  };
  readonly call: { readonly text: string; readonly link: string };
  readonly film: {
    readonly file: string;
    readonly poster: string;
    readonly captions: string;
    readonly width: number;
    readonly height: number;
    readonly shape: "tall" | "square" | "flat";
    readonly label: string;
  };
  readonly lines: Readonly<Record<string, string>>;
  readonly proofs: Readonly<Record<string, { readonly claim: string; readonly how: string }>>;
  readonly offers: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly text: string;
        readonly price: string;
        readonly condition: string | null;
      }
    >
  >;
  readonly conditions: Readonly<Record<string, string>>;
  readonly stills: Readonly<
    Record<
      string,
      { readonly file: string; readonly sources: string; readonly width: number; readonly height: number }
    >
  >;
  readonly words: Readonly<Record<string, string>>;
  readonly about: string;
  readonly disclosure: string;
}
