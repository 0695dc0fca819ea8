import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { bundleServers, copyDockerfile } from '../server-bundle';

const folders: { bundled?: string; bare?: string } = {};

/**
 * The image of both servers, built by `cdk deploy`: synth takes the fingerprint of its folder and needs no Docker.
 * Without bundling the folder holds the recipe alone.
 */
export function serverImage(scope: Construct): ContainerImage {
  const folder = Stack.of(scope).bundlingRequired
    ? (folders.bundled ??= buildFolder(bundleServers))
    : (folders.bare ??= buildFolder());

  return ContainerImage.fromAsset(folder, { platform: Platform.LINUX_ARM64 });
}

/** One for all stages of a synth, which copies it to its output; gone with the process. */
function buildFolder(bundle: (folder: string) => void = () => undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-image-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

  copyDockerfile(folder);
  bundle(folder);
  return folder;
}
