/** Tests run from source through swc; the fauxqs package is ESM only, hence --experimental-vm-modules in `npm test`. */
const os = require('node:os');

module.exports = {
  testEnvironment: '<rootDir>/test/node-environment.js',
  testTimeout: 60_000, // a guard against hanging, not a claim about speed
  // the suite that starts programs mostly waits for deadlines: one worker more than there are processors keeps them busy
  maxWorkers: os.availableParallelism() + 1,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', ignoreDynamic: true },
      },
    ],
  },
};
