import { listOf } from '../../lib/guards/assembly';
import { at, charge, type Pricing } from './month';

/** An alarm on a formula is charged for each metric in it. */
export const priceAlarm: Pricing = ({ properties }) => {
  const inFormula = listOf(properties['Metrics']).filter((metric) => at(metric, 'MetricStat') !== undefined);

  return [charge('alarm', Math.max(1, inFormula.length))];
};

/** Tracking a target makes two alarms of its own: to add and to take away. Steps are taken at alarms of the template. */
export const priceScaling: Pricing = ({ properties }) =>
  properties['PolicyType'] === 'TargetTrackingScaling' ? [charge('alarm', 2)] : [];
