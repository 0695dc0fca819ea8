import { join } from 'node:path';
import { guardedApp } from '../lib/guards/guarded-app';
import { uncommitted } from './work-tree';

const app = guardedApp({
  notToProd: uncommitted(join(__dirname, '..')),
  packs: process.env['CDK_VALIDATION'] !== 'false',
});

app.synth();
