import { readFileSync } from 'node:fs';
import path from 'node:path';

import { FOLDER } from '../files';

interface Choice {
	enum: string[];
}

interface Schema {
	properties: { returns: Choice };
	definitions: {
		operation: Choice;
		reserved: Choice;
		parameter: { properties: { type: Choice } };
	};
}

let known: Schema | undefined;

const schema = (): Schema =>
	(known ??= JSON.parse(readFileSync(path.join(FOLDER, 'model.schema.json'), 'utf8')) as Schema);

/** Names of the node's own controls, which no control of a parameter may have. */
export const reservedNames = (): string[] => schema().definitions.reserved.enum;

/** Types of parameters that a model file can hold. */
export const heldTypes = (): string[] => schema().definitions.parameter.properties.type.enum;

/** What a model of a file can return. */
export const heldReturns = (): string[] => schema().properties.returns.enum;

/** What a model of a file can be for. */
export const heldOperations = (): string[] => schema().definitions.operation.enum;
