// Plain JavaScript: a worker has to be told how to read TypeScript before it can read any.
'use strict';

require('tsx/cjs');
const { parentPort, workerData } = require('node:worker_threads');
const { serveFunctions } = require('./functions-thread.ts');

serveFunctions(workerData, parentPort);
