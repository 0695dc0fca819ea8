import {
  AccessLogField,
  AccessLogFormat,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type MethodDeploymentOptions,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { apiRoutes } from '../api-routes';
import type { StageConfig, Throttle } from '../stage-config';

/** The one stage of the API: its throttles, logs and traces. */
export function liveStage(config: StageConfig, log: ILogGroup | undefined): StageOptions {
  const ordering = apiRoutes.filter((route) => route.ordering === true);
  const orderOptions = methodOptions(config, config.orderThrottle);

  return {
    stageName: 'live',
    ...methodOptions(config, config.throttle),
    methodOptions: Object.fromEntries(
      ordering.map(({ path, method }) => [`${path}/${method}`, orderOptions]),
    ),
    tracingEnabled: config.tracing,
    ...(log && { accessLogDestination: new LogGroupLogDestination(log), accessLogFormat: accessLog() }),
  };
}

function methodOptions(config: StageConfig, { perSecond, burst }: Throttle): MethodDeploymentOptions {
  return {
    throttlingRateLimit: perSecond,
    throttlingBurstLimit: burst,
    // errors alone, and never bodies: they hold addresses
    ...(config.gatewayLogs && { loggingLevel: MethodLoggingLevel.ERROR, dataTraceEnabled: false }),
  };
}

/** One line of JSON a request, without anything that is personal: neither address, nor customer, nor the path as sent. */
function accessLog(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      traceId: AccessLogField.contextXrayTraceId(),
      time: AccessLogField.contextRequestTime(),
      method: AccessLogField.contextHttpMethod(),
      route: AccessLogField.contextResourcePath(),
      status: AccessLogField.contextStatus(),
      latencyMs: AccessLogField.contextResponseLatency(),
      functionMs: AccessLogField.contextIntegrationLatency(),
      bytes: AccessLogField.contextResponseLength(),
      refusedAs: AccessLogField.contextErrorResponseType(),
      functionError: AccessLogField.contextIntegrationErrorMessage(),
    }),
  );
}
