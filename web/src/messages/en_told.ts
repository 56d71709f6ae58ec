/** English: what is told of things that the service names by codes. */
export const told = {
  told: {
    // English is what the service says: a code without an entry here is shown as it is.
    codes: {} as Record<string, string>,
    notDone: (act: string) => `not done: ${act}`,
    aimScene: (n: number) => `Point at a place in scene ${n}`,
    ofScene: "It is said of the place that is marked in the scene",
    ofBoard: "Say it of the whole storyboard",
    translating: "Translations are being read",
  },
  answers: {
    wants: (who: string) => `${who} (by link) wants a change`,
    approves: (who: string) => `${who} (by link) approves`,
    changes: "Wanted changes",
    others: (n: number) => (n === 1 ? "Approve the other one" : `Approve the other ${n}`),
    despite: (n: number) =>
      n === 1 ? "Approve it all the same…" : `Approve all ${n} all the same…`,
    sure: "Approve what somebody wants changed?",
    of: { film: "Answers to films", storyboard: "Answers to storyboards" },
    changed: (n: number) => (n === 1 ? "1 is to be changed" : `${n} are to be changed`),
    approved: (n: number) => (n === 1 ? "1 is approved by link" : `${n} are approved by link`),
    nameless: "Say who you are first; then choose again.",
    wordless: "Say here what you mean first; then choose again.",
  },
  runs: {
    run: "Try",
    runHint: "The same words with another number make another clip.",
    number: (n: number) => `No. ${n}`,
    together: "Play all from the start",
  },
  far: {
    film: (step: string) => `${step}, film by film`,
    all: (percent: number) => `${percent} % of the whole`,
  },
  things: {
    segment: "Segment",
    brief: "Brief",
    storyboard: "Storyboard",
    film: "Film",
    page: "Page",
    clip: "Clip",
  },
  amiss: {
    campaign: "The whole campaign",
    parts: (n: number) => (n === 1 ? "1 part" : `${n} parts`),
    took: (time: string) => `took ${time} the last time`,
    again: (time: string) => `what is out of date took ${time} the last time`,
    free: "A make costs nothing",
    which: "Which parts",
    // A reason that says only that what stands before is out of date, as the service says it.
    follows: " is stale$",
  },
};
