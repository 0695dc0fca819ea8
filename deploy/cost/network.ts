import { listOf } from '../../lib/guards/assembly';
import { HOURS, refusedTrafficGb } from './assumptions';
import { BYTES_PER_GB, charge, logs, type Pricing } from './month';

/** An endpoint of the interface kind has an address in each zone; those of tables and buckets cost nothing. */
export const priceEndpoint: Pricing = ({ properties }) =>
  properties['VpcEndpointType'] === 'Interface'
    ? [charge('endpoint', listOf(properties['SubnetIds']).length * HOURS)]
    : [];

export const priceFlowLog: Pricing = (flowLog, { assembly }) =>
  logs(refusedTrafficGb * BYTES_PER_GB, assembly.pointedTo(flowLog, flowLog.properties['LogGroupName']));
