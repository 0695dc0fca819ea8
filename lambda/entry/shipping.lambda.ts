import { readShippingMessage } from '../outbox/messages-schema';
import { shipDelivered } from '../shipping/shipping-worker';
import { shippingWorld } from './aws-world';
import { observer } from './observer';
import { sqsDoor } from './sqs-door';

const world = shippingWorld(observer);

export const handler = sqsDoor(({ body, receiptHandle }) =>
  shipDelivered(world, { message: readShippingMessage(body), receiptHandle }),
);
