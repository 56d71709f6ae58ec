/** `npm run build`: the page's data becomes `dist/`. */
import page from "../pages/index.js";
import { render } from "./render.js";

// The types of Node would be one more package for three calls.
// @ts-ignore
const { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } = await import("node:fs");

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist", { recursive: true });
cpSync("public", "dist", { recursive: true });
rmSync("dist/brand.css");
const styles = ["public/brand.css", "src/kit/blocks.css"].map((at) => readFileSync(at, "utf8"));
writeFileSync("dist/page.css", styles.join("\n"));
writeFileSync("dist/index.html", render(page));
writeFileSync(".made/page.json", JSON.stringify(page));
