import { join } from 'node:path';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  LogLevel,
  OutputFormat,
  SourceMapMode,
  type NodejsFunctionProps,
} from 'aws-cdk-lib/aws-lambda-nodejs';

const projectRoot = join(__dirname, '..', '..');

/** ESM for Node 24 on arm64, with the SDK inside: the code that was tested is the code that runs. */
export function bundleOf(entry: string): NodejsFunctionProps {
  return {
    projectRoot,
    depsLockFilePath: join(projectRoot, 'package-lock.json'),
    entry: join(projectRoot, entry),
    handler: 'handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    awsSdkConnectionReuse: false,
    bundling: {
      format: OutputFormat.ESM,
      target: 'node24',
      mainFields: ['module', 'main'],
      logLevel: LogLevel.WARNING,
      minify: true,
      keepNames: true,
      sourceMap: true,
      sourceMapMode: SourceMapMode.EXTERNAL,
      sourcesContent: false,
      externalModules: [],
      // CommonJS packages inside an ESM bundle look for `require`
      banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  };
}
