const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest runs tests in a realm of their own, where an error of Node's core is not an instance of `Error`. The AWS SDK asks just that
 * of a broken connection and would lose its code, so both realms share one `Error` here, as they do outside of tests.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.Error = Error;
  }
};
