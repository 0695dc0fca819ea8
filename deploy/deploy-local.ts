import { outputFor, runCommand } from '../local/command';
import { quieten } from '../local/environment';
import { json } from '../local/options';
import { assertLoopback, assertRunning, endpointOption } from './endpoint';
import { untilInterrupted } from './interruption';
import { deployToEndpoint } from './local-deployment';
import { shopAt } from './shop-client';
import { signInAsAdmin } from './sign-in';
import { smokeTest } from './smoke';

const command = {
  usage: 'npm run deploy:local --',
  about:
    'Deploys the stage local to an AWS endpoint on this machine (MiniStack, LocalStack), then sells and ships one unit there.',
  options: { endpoint: endpointOption, json },
};

void runCommand(command, async ({ endpoint, json: asJson }) => {
  quieten(process.env);
  const output = outputFor(asJson);
  const say = (line: string) => output.say(line);
  assertLoopback(endpoint);
  await assertRunning(endpoint);

  return await untilInterrupted(async (asked) => {
    const { url, outputs, client } = await deployToEndpoint(endpoint, { say, asked });
    const { token, leave } = await signInAsAdmin(outputs, client);
    say('signed in as an administrator');
    const smoke = await smokeTest(shopAt(url, token, asked), say).finally(leave);

    output.result({ endpoint, url, smoke: { passed: true, ...smoke } }, `smoke test passed\nready ${url}`);
    return 0;
  });
});
