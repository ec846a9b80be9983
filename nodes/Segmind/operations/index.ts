import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { getCredits } from './account.getCredits';
import { uploadFile } from './file.upload';
import { createMask } from './image.createMask';
import { editImage } from './image.edit';
import { eraseObject } from './image.eraseObject';
import { expandImage } from './image.expand';
import { generateImage } from './image.generate';
import { removeBackground } from './image.removeBackground';
import { submitEdit } from './image.submitEdit';
import { swapFace } from './image.swapFace';
import { upscaleImage } from './image.upscale';
import { runModel } from './model.run';
import type { Operation } from './operation';
import { getRequest } from './request.get';
import { runWorkflow } from './workflow.run';

/** Every operation by `resource.operation`. A new one is one file and one line. */
const OPERATIONS: Readonly<Record<string, Operation<unknown>>> = {
	'account.getCredits': getCredits as Operation<unknown>,
	'file.upload': uploadFile as Operation<unknown>,
	'image.createMask': createMask as Operation<unknown>,
	'image.edit': editImage as Operation<unknown>,
	'image.eraseObject': eraseObject as Operation<unknown>,
	'image.expand': expandImage as Operation<unknown>,
	'image.generate': generateImage as Operation<unknown>,
	'image.removeBackground': removeBackground as Operation<unknown>,
	'image.submitEdit': submitEdit as Operation<unknown>,
	'image.swapFace': swapFace as Operation<unknown>,
	'image.upscale': upscaleImage as Operation<unknown>,
	'model.run': runModel as Operation<unknown>,
	'request.get': getRequest as Operation<unknown>,
	'workflow.run': runWorkflow as Operation<unknown>,
};

/** The operation that the node is set to. @throws NodeOperationError for one of a newer version */
export function operationOf(ctx: IExecuteFunctions): Operation<unknown> {
	const resource = String(ctx.getNodeParameter('resource', 0));
	const operation = String(ctx.getNodeParameter('operation', 0));
	const found = OPERATIONS[`${resource}.${operation}`];
	if (found) return found;
	throw new NodeOperationError(
		ctx.getNode(),
		"The choice in 'Operation' is not one that this version of the node knows",
		{ description: 'Open the node and choose an operation from the list, or update the package.' },
	);
}
