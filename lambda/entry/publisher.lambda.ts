import { busClient } from '../outbox/clients';
import { publishBatch } from '../outbox/publisher';
import { setting } from './environment';
import { observer } from './observer';
import { streamDoor } from './stream-door';

const publish = publishBatch(busClient(), setting('EVENT_BUS_NAME'), (error) => {
  observer.warn('the event bus took nothing: the records will come again', { error });
});

export const handler = streamDoor(publish);
