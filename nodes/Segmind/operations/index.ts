import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { getCredits } from './account.getCredits';
import { uploadFile } from './file.upload';
import { getManyModels, getModel } from './model.get';
import { imageJob, modelJob, textJob } from './modelJobs';
import { type Operation, runs } from './jobOperation';
import { getRequest } from './request.get';
import { runBatch } from './runBatch';
import { runWorkflow } from './workflow.run';

/** Every operation by `resource.operation`. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
	'account.getCredits': getCredits,
	'audio.generate': runs(modelJob),
	'audio.transcribe': runs(textJob),
	'file.upload': uploadFile,
	'image.createMask': runs(imageJob('createMask')),
	'image.edit': runs(imageJob('edit')),
	'image.eraseObject': runs(imageJob('eraseObject')),
	'image.expand': runs(imageJob('expand')),
	'image.generate': runs(imageJob('generate')),
	'image.removeBackground': runs(imageJob('removeBackground')),
	'image.runAnotherModel': runs(modelJob),
	'image.swapFace': runs(imageJob('swapFace')),
	'image.upscale': runs(imageJob('upscale')),
	'model.get': getModel,
	'model.getAll': getManyModels,
	'model.run': runs(modelJob),
	'request.get': getRequest,
	'text.describeImage': runs(textJob),
	'text.generate': runs(textJob),
	'threeD.generate': runs(modelJob),
	'video.generate': runs(modelJob),
	'workflow.run': runWorkflow,
};

/** The operation that the node is set to. @throws NodeOperationError for one of a newer version */
export function operationOf(ctx: IExecuteFunctions): Operation {
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

/** Puts all items through the operation that the node is set to. @throws NodeApiError, NodeOperationError */
export async function runOperation(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await runBatch(ctx, operationOf(ctx));
}
