import { RemovalPolicy } from 'aws-cdk-lib';
import type { StageConfig } from './stage-config';

/** What becomes of something that holds what people wrote, when its stack is deleted. */
export function removalOf(config: StageConfig): RemovalPolicy {
  return config.onDelete === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
