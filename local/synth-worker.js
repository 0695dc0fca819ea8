// Plain JavaScript: a worker has to be told how to read TypeScript before it can read any.
'use strict';

require('tsx/cjs');
const { parentPort, workerData } = require('node:worker_threads');
const { synthLocal } = require('./synth.ts');

parentPort.postMessage(synthLocal(workerData));
