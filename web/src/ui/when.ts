/** Times as people say them. */
import type { Messages } from "../messages";

export function ago(iso: string, language: string, words: Messages): string {
  const seconds = (Date.now() - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) return "";
  if (seconds < 60) return words.time.now;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [60, "minute"],
    [3600, "hour"],
    [86400, "day"],
  ];
  let chosen = steps[0] as [number, Intl.RelativeTimeFormatUnit];
  for (const step of steps) if (seconds >= step[0]) chosen = step;
  if (seconds > 7 * 86400) return day(iso, language);
  return format.format(-Math.floor(seconds / chosen[0]), chosen[1]);
}

export function day(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(iso));
}

export function moment(iso: string, language: string): string {
  const style = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(language, style).format(new Date(iso));
}

/** So many seconds, as in "2 min". */
export function span(seconds: number, words: Messages): string {
  if (seconds < 59.5) return words.time.seconds(Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return words.time.minutes(minutes);
  return words.time.hours(Math.floor(minutes / 60), minutes % 60);
}

/** A place in a film: 0:07.3 */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds / 60);
  return `${whole}:${(seconds - whole * 60).toFixed(1).padStart(4, "0")}`;
}
