// Plain JavaScript without anything to install, so that a Node that is too old gets a sentence and not a stack.
'use strict';

const wanted = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  process.stderr.write(
    `Holdfast needs Node ${wanted.join('.')} or newer, this is ${process.versions.node}: install one from https://nodejs.org\n`,
  );
  process.exit(1);
}

// for require() alone, which is all that is used here: half the start time of `node --import tsx`
require('tsx/cjs');
require('./start.ts');
