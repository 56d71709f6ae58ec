/** English: what is told of things that the service names by codes. */
export const told = {
  told: {
    // English is what the service says: a code without an entry here is shown as it is.
    codes: {} as Record<string, string>,
    notDone: (act: string) => `not done: ${act}`,
    aimScene: (n: number) => `Point at a place in scene ${n}`,
    ofScene: "It is said of the place that is marked in the scene",
    ofBoard: "Say it of the whole storyboard",
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
