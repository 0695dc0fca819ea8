// Plain JavaScript: a worker has to be told how to read TypeScript before it can read any.
'use strict';

require('tsx/cjs');
const { parentPort, workerData } = require('node:worker_threads');
const { serveLoad } = require('./shop-load.ts');

void serveLoad(workerData, parentPort);
