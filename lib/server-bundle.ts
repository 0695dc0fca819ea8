import { build, buildSync, type BuildOptions, type OutputFile } from 'esbuild';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const projectRoot = join(__dirname, '..');

/** The servers that the image can run, by the names of their entry files. */
export const servers = ['api', 'worker'] as const;

export type ServerName = (typeof servers)[number];

/** As the image has it, and as the local run starts it. */
export function bundleName(server: ServerName): string {
  return `${server}.server.mjs`;
}

/**
 * Writes the servers' bundles to a folder: ESM for Node 24 with everything inside, so that the code that was tested is the
 * code that runs. The same source gives the same bytes, wherever it is bundled.
 */
export function bundleServers(folder: string): void {
  write(folder, buildSync(options).outputFiles);
}

/** As {@link bundleServers}, while this process does something else. */
export async function bundleServersAside(folder: string): Promise<void> {
  write(folder, (await build(options)).outputFiles);
}

const options = {
  absWorkingDir: projectRoot,
  entryPoints: servers.map((server) => join(projectRoot, 'lambda', 'entry', `${server}.server.ts`)),
  outdir: join(projectRoot, 'container'), // nothing is written there: it is what source maps count from
  outExtension: { '.js': '.mjs' },
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  sourcemap: 'inline',
  sourcesContent: false,
  // CommonJS packages inside an ESM bundle look for `require`
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'error',
} satisfies BuildOptions;

function write(folder: string, outputFiles: readonly OutputFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(join(folder, basename(path)), contents);
}

/** Puts the recipe of the image into the folder of its build. */
export function copyDockerfile(folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(projectRoot, 'container', 'Dockerfile'), join(folder, 'Dockerfile'));
}
