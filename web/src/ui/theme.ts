/** The look: paper, ink and hairlines, as on the contact sheet. */
import { type CSSVariablesResolver, createTheme, virtualColor } from "@mantine/core";
import { chosen } from "../messages";

const warm = [
  "#fbfaf8",
  "#f1efea",
  "#e8e5df",
  "#dad7d0",
  "#c4c1ba",
  "#94928d",
  "#6c7276",
  "#5d6367",
  "#43494d",
  "#1b1d1f",
] as const;
const night = [
  "#ecebe7",
  "#c9c9c6",
  "#a7adb0",
  "#8d9497",
  "#3d4346",
  "#2f3437",
  "#24292c",
  "#15181a",
  "#101314",
  "#0b0d0e",
] as const;
const graphite = [
  "#f1efea",
  "#e2e0db",
  "#c9c7c1",
  "#a7a6a2",
  "#7d8083",
  "#5d6367",
  "#43494d",
  "#2b3033",
  "#1b1d1f",
  "#101213",
] as const;
const bone = [
  "#ffffff",
  "#f7f6f3",
  "#ecebe7",
  "#ecebe7",
  "#ecebe7",
  "#ecebe7",
  "#ecebe7",
  "#ecebe7",
  "#ecebe7",
  "#fbfaf8",
] as const;
const green = [
  "#e2f0e8",
  "#c9e4d5",
  "#a5d3b9",
  "#84d3a6",
  "#4fa877",
  "#2f8459",
  "#1d6b45",
  "#1d6b45",
  "#1d6b45",
  "#1d362a",
] as const;
const brick = [
  "#fae6e2",
  "#f5cfc8",
  "#f0b0a5",
  "#ff9f8c",
  "#d3634d",
  "#b8452f",
  "#a3321f",
  "#a3321f",
  "#a3321f",
  "#43241d",
] as const;

export const theme = createTheme({
  colors: {
    gray: warm,
    dark: night,
    graphite,
    bone,
    green,
    red: brick,
    ink: virtualColor({ name: "ink", light: "graphite", dark: "bone" }),
  },
  primaryColor: "ink",
  primaryShade: { light: 8, dark: 2 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  black: "#1b1d1f",
  white: "#ffffff",
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace',
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  headings: { fontWeight: "650", textWrap: "balance" },
  fontSizes: { xs: "0.8125rem", sm: "0.9375rem", md: "1rem", lg: "1.125rem", xl: "1.375rem" },
  components: {
    Button: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
    Modal: {
      styles: { title: { fontSize: "1.1875rem", fontWeight: 650, letterSpacing: "-0.01em" } },
      defaultProps: { centered: true, radius: "lg", overlayProps: { opacity: 0.35 } },
    },
    // A dialog's head is no banner of the page.
    ModalHeader: { defaultProps: { role: "presentation" } },
    DrawerHeader: { defaultProps: { role: "presentation" } },
    // Secrets and addresses are read whole, not scrolled to.
    Code: { styles: { root: { whiteSpace: "pre-wrap", overflowWrap: "anywhere" } } },
    // "12,5" is no 125 to who writes German.
    NumberInput: { defaultProps: { decimalSeparator: chosen() === "de" ? "," : "." } },
    TextInput: { defaultProps: { size: "sm" } },
  },
});

const LIGHT = {
  "--mantine-color-body": "#fbfaf8",
  "--mantine-color-text": "#1b1d1f",
  "--mantine-color-dimmed": "#5d6367",
  "--mantine-color-default": "#ffffff",
  "--mantine-color-default-hover": "#f1efea",
  "--mantine-color-default-border": "#d6d3cc",
  "--mantine-color-placeholder": "#6c7276",
  "--mantine-color-error": "#a3321f",
  "--mantine-color-anchor": "#1b1d1f",
  "--line": "#e2e0db",
  "--well": "#f1efea",
  "--raised": "#ffffff",
  "--good": "#1d6b45",
  "--good-well": "#e2f0e8",
  "--bad": "#a3321f",
  "--bad-well": "#fae6e2",
  "--wait": "#7a5300",
  "--wait-well": "#f8ecd2",
  "--mark": "#1b1d1f",
};

const DARK = {
  "--mantine-color-body": "#15181a",
  "--mantine-color-text": "#ecebe7",
  "--mantine-color-dimmed": "#a7adb0",
  "--mantine-color-default": "#1c2022",
  "--mantine-color-default-hover": "#24292c",
  "--mantine-color-default-border": "#3d4346",
  "--mantine-color-placeholder": "#8d9497",
  "--mantine-color-error": "#ff9f8c",
  // White stands on it in the dark too.
  "--mantine-color-red-filled": "#a3321f",
  "--mantine-color-red-filled-hover": "#b8452f",
  "--mantine-color-anchor": "#ecebe7",
  "--line": "#2f3437",
  "--well": "#24292c",
  "--raised": "#1a1e20",
  "--good": "#84d3a6",
  "--good-well": "#1d362a",
  "--bad": "#ff9f8c",
  "--bad-well": "#43241d",
  "--wait": "#edc272",
  "--wait-well": "#3a2e16",
  "--mark": "#ecebe7",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: LIGHT, dark: DARK });
