import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The service that `npm run dev` asks. */
const SERVICE = "http://127.0.0.1:8620";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../src/reelwright/service/built",
    emptyOutDir: true,
    // Scripts and pictures inside the page would need a weaker policy than the service sends.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What is bundled goes out with the licences that ask for it.
    license: { fileName: "licences.md" },
  },
  server: { proxy: { "/api": SERVICE } },
});
