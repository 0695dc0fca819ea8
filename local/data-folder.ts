import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from './command';

/** What a data folder holds: the engine's tables, and the key that signs local tokens. */
export interface DataFolder {
  readonly tables: string;
  readonly issuerKey: string;
}

/** The parts of a data folder; nothing is made or looked at. */
export function partsOf(folder: string): DataFolder {
  return { tables: join(resolve(folder), 'tables'), issuerKey: join(resolve(folder), 'issuer-key.pem') };
}

/**
 * Makes the folder where there is none.
 * @throws Refusal when it is not a folder, or not one that this user may write
 */
export function prepareDataFolder(folder: string): DataFolder {
  const parts = partsOf(folder);
  try {
    makeFolder(resolve(folder));
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(`--data ${folder} ${troubleWith(error)}: give another folder, or mend this one`);
  }
  return parts;
}

/** Node's own recursive mkdir never returns on file systems that refuse a folder with ENOENT, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function troubleWith(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'is not a folder';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'cannot be written by this user';
  return `cannot be used (${message})`;
}
