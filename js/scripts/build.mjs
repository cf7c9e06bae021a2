// Build dist/: the same modules as ESM and as CommonJS, each with its types.
import { execFileSync } from "node:child_process";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);

rmSync(new URL("dist/", root), { recursive: true, force: true });
for (const [folder, type] of [
  ["esm", "module"],
  ["cjs", "commonjs"],
]) {
  const options = ["--outDir", `dist/${folder}`, "--rootDir", "src", "--noEmit", "false"];
  const formats =
    type === "commonjs"
      ? ["--module", "CommonJS", "--moduleResolution", "Bundler", "--verbatimModuleSyntax", "false"]
      : [];
  execFileSync(
    "npx",
    ["tsc", "-p", "tsconfig.build.json", "--declaration", ...options, ...formats],
    { cwd: root, stdio: "inherit" },
  );
  // What the files of the folder are; bundlers look no further for the rest.
  writeFileSync(
    new URL(`dist/${folder}/package.json`, root),
    `{ "type": "${type}", "sideEffects": false }\n`,
  );
}
copyFileSync(new URL("../LICENSE", root), new URL("dist/LICENSE", root));
