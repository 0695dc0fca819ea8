import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { makeApp } from '../lib/app';
import { HoldfastGuards } from '../lib/guards/holdfast-guards';
import { uncommitted } from './work-tree';

const app = makeApp({ notToProd: uncommitted(join(__dirname, '..')) });

const packs =
  process.env['CDK_VALIDATION'] === 'false' ? [] : [new AwsSolutionsChecks(), new ServerlessChecks()];
Validations.of(app).addPlugins(new HoldfastGuards(), ...packs);

app.synth();
