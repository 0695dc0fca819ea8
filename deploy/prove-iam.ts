import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { outputFor, runCommand } from '../local/command';
import { quieten } from '../local/environment';
import { json } from '../local/options';
import { allowBatches } from './allow-batches';
import { readDeployed } from './deployed';
import { assertLoopback, assertRunning, endpointOption } from './endpoint';
import { untilInterrupted } from './interruption';
import { deployToEndpoint } from './local-deployment';
import { proveNeeded, type Proof } from './prove-grant';
import { removals } from './removals';
import { shopAt } from './shop-client';
import { signInAsAdmin } from './sign-in';
import { smokeTest } from './smoke';

const command = {
  usage: 'npm run prove:iam --',
  about:
    'Proves least privilege by execution, at an AWS endpoint on this machine that enforces IAM: with all grants an order is shipped, without any one of them it is not.',
  options: { endpoint: endpointOption, json },
};

void runCommand(command, async ({ endpoint, json: asJson }) => {
  quieten(process.env);
  assertLoopback(endpoint);
  await assertRunning(endpoint);
  const output = outputFor(asJson);
  const say = (line: string) => output.say(line);

  return await untilInterrupted(async (asked) => {
    const { url, outputs, stacks, client } = await deployToEndpoint(endpoint, { say, asked });
    const { token, leave } = await signInAsAdmin(outputs, client);
    const shop = shopAt(url, token, asked);
    const iam = new IAMClient(client);
    const ground = {
      shop,
      asked,
      iam,
      deployed: await readDeployed(stacks, client),
      logs: new CloudWatchLogsClient(client),
    };

    try {
      await allowBatches(iam, ground.deployed);
      await smokeTest(shop, say);
      const proofs: Proof[] = [];
      for (const removal of removals) {
        const proof = await proveNeeded(ground, removal);
        say(`without ${removal.action} on ${removal.on} for ${removal.from}: ${proof.seen}; ${proof.denied}`);
        proofs.push(proof);
      }
      await smokeTest(shop, say);
      output.result(
        { endpoint, proofs },
        `with all grants an order is shipped; without any one of ${proofs.length} it is not`,
      );
    } finally {
      await leave();
    }
    return 0;
  });
});
