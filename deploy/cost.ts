import { outputFor, runCommand } from '../local/command';
import { choice, json, wholeNumber } from '../local/options';
import { estimate } from './cost/estimate';
import { reportOf } from './cost/report';
import { resourcesOf } from './templates';

const command = {
  usage: 'npm run cost --',
  about:
    'What a month costs, resource by resource: the units of an order metered, the resources as synthesised, list prices of a dated file.',
  options: {
    orders: wholeNumber({
      placeholder: 'N',
      help: 'orders a month, evenly; 0 is a month without any',
      fallback: 1_000_000,
      from: 0,
      to: 1_000_000_000_000,
    }),
    variant: choice(['serverless', 'containers'], {
      help: 'who serves, and works off the queues',
      fallback: 'serverless',
    }),
    stage: choice(['local', 'dev', 'staging', 'prod'], {
      help: 'whose sizes, firewall, logs and alarms are priced',
      fallback: 'prod',
    }),
    json,
  },
};

process.env['CDK_VALIDATION'] = 'false'; // the gate does it, and it takes longer than the rest

void runCommand(command, async ({ orders, variant, stage, json: asJson }) => {
  const assemblies = {
    serverless: resourcesOf(stage, ['serverless']),
    containers: resourcesOf(stage, ['containers']),
  };
  const month = estimate({ orders, variant, stage, assemblies });

  outputFor(asJson).result(month, reportOf(month));
  return Promise.resolve(0);
});
