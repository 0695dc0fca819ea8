// Loaded before the bundle of a container: whichever way the run ends, its servers end with it.
'use strict';

process.once('disconnect', () => process.exit(0));
process.channel?.unref();
