import { choice, flag, json, readOptions, text, url, UsageError, wholeNumber } from '../../local/options';

const command = {
  usage: 'npm start --',
  about: 'Sells.',
  options: {
    port: wholeNumber({ placeholder: 'PORT', help: 'where to listen', fallback: 8787, from: 0, to: 65_535 }),
    seed: choice(['demo', 'none'], { help: 'what to sell', fallback: 'demo' }),
    data: text({ placeholder: 'DIR', help: 'where to keep it', fallback: undefined }),
    dynamodb: url({ help: 'another endpoint' }),
    yes: flag('do it'),
    json,
  },
} as const;

const complaintAbout = (...args: string[]): string => {
  try {
    readOptions(command, args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  throw new Error('the command line was understood');
};

test('values come typed, and without an option its fallback does', () => {
  const asked = readOptions(command, [
    '--port',
    '0',
    '--seed=none',
    '--yes',
    '--dynamodb',
    'http://127.0.0.1:8000/',
  ]);

  expect(asked).toEqual({
    kind: 'run',
    values: {
      port: 0,
      seed: 'none',
      data: undefined,
      dynamodb: 'http://127.0.0.1:8000',
      yes: true,
      json: false,
    },
  });
});

test.each([
  [['--prot', '1'], 'unknown option --prot (see npm start -- --help)'],
  [['--constructor'], 'unknown option --constructor (see npm start -- --help)'],
  [['-p', '1'], 'unknown option -p (see npm start -- --help)'],
  [['--port', 'abc'], '--port must be a whole number from 0 to 65535, got "abc"'],
  [['--port', '65536'], '--port must be a whole number from 0 to 65535, got "65536"'],
  [['--port', '-1'], '--port must be a whole number from 0 to 65535, got "-1"'],
  [['--port='], '--port must be a whole number from 0 to 65535, got ""'],
  [['--port'], '--port must be a whole number from 0 to 65535, got nothing'],
  [['--seed', 'all'], '--seed must be demo or none, got "all"'],
  [
    ['--dynamodb', 'localhost:8000'],
    '--dynamodb must be a URL such as http://127.0.0.1:8000, got "localhost:8000"',
  ],
  [['--yes=maybe'], '--yes takes no value, got "maybe"'],
  [['8787'], 'unexpected argument "8787" (see npm start -- --help)'],
])('%j is refused in one line that says what is wanted', (args, message) => {
  expect(complaintAbout(...args)).toBe(message);
});

test('--help lists every option with its default, and nothing is run', () => {
  const asked = readOptions(command, ['--port', '1', '--help']);

  expect(asked.kind === 'help' && asked.text).toBe(
    [
      'npm start -- [options]',
      '',
      'Sells.',
      '',
      '  --port PORT       where to listen (8787)',
      '  --seed demo|none  what to sell (demo)',
      '  --data DIR        where to keep it',
      '  --dynamodb URL    another endpoint',
      '  --yes             do it',
      '  --json            print one JSON document on stdout; progress goes to stderr',
      '  --help            print this',
      '',
    ].join('\n'),
  );
});
