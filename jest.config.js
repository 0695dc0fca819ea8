/** Tests run from source through swc; the fauxqs package is ESM only, hence --experimental-vm-modules in `npm test`. */
module.exports = {
  testEnvironment: '<rootDir>/test/node-environment.js',
  testTimeout: 60_000, // a guard against hanging, not a claim about speed
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
