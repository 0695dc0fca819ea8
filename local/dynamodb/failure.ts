const model = 'com.amazonaws.dynamodb.v20120810#';
const coral = 'com.amazon.coral.service#';
const validate = 'com.amazon.coral.validate#';

/** An answer that is an error of DynamoDB's. dynalite throws errors of the same shape. */
export class Failure extends Error {
  constructor(
    readonly body: Readonly<Record<string, unknown>>,
    readonly statusCode = 400,
  ) {
    super(typeof body['message'] === 'string' ? body['message'] : 'the call failed');
  }
}

export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && 'statusCode' in error && 'body' in error;
}

/** An error of the DynamoDB model by its name, such as `ResourceInUseException`. */
export function failure(
  name: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): Failure {
  return new Failure({ __type: `${model}${name}`, message, ...more });
}

export function validationFailure(message: string): Failure {
  return new Failure({ __type: `${validate}ValidationException`, message });
}

export function serializationFailure(message?: string): Failure {
  return new Failure({ __type: `${coral}SerializationException`, ...(message && { Message: message }) });
}

export function unknownOperation(message?: string): Failure {
  return new Failure({ __type: `${coral}UnknownOperationException`, ...(message && { message }) });
}

export function tableNotFound(name?: string): Failure {
  const named = name === undefined ? '' : `: Table: ${name} not found`;
  return failure('ResourceNotFoundException', `Requested resource not found${named}`);
}
