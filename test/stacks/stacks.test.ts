/** One file to jest, so that the CDK is loaded and every stage synthesised once for all that is said about stacks. */
import './facts/snapshots';
import './facts/grants';
import './facts/keeping';
import './facts/functions';
import './facts/messaging';
import './facts/gateway';
import './facts/gateway-bodies';
import './facts/containers';
import './facts/teardown';
import './facts/acknowledgements';
import './facts/stages';
import './facts/alarms';
import './facts/sights';
import './facts/runbook';
