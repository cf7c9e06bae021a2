import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

// Chromium of the system, as root and without a network, so that it looks nothing up.
export const launchOptions = {
  executablePath: "/usr/bin/chromium",
  args: [
    ..."--no-sandbox --disable-gpu --disable-quic --no-first-run".split(" "),
    ..."--disable-background-networking --disable-component-update --disable-sync".split(" "),
  ],
};

const everywhere = {
  include: ["test/*.test.ts"],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    globalSetup: ["test/setup.ts"],
    projects: [
      {
        extends: true,
        test: { name: "node", ...everywhere, include: ["test/*.test.ts", "test/*.node.ts"] },
      },
      {
        extends: true,
        test: {
          name: "chromium",
          ...everywhere,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
