import { NodeOperationError, type INode } from 'n8n-workflow';
import { properties } from '../../../nodes/Segmind/interface';
import { operationOf } from '../../../nodes/Segmind/operations';
import { itemContext } from '../support/itemContext';

const NODE = { name: 'Segmind', type: 'n8n-nodes-segmind.segmind' } as INode;

const choose = (resource: string, operation: string) =>
	Object.assign(itemContext({ parameters: { resource, operation } }), { getNode: () => NODE });

it('has an operation for everything that can be chosen', () => {
	const offered = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				(options ?? []).map((one) => [String(resource), 'value' in one ? String(one.value) : '']),
			),
		);
	expect(offered.length).toBeGreaterThan(0);
	for (const [resource = '', operation = ''] of offered) {
		const found = operationOf(choose(resource, operation));
		expect(typeof found.prepare).toBe('function');
	}
});

it.each([
	['image', 'rotate'],
	['video', 'edit'],
	['', ''],
])(
	'says so when it does not know %s.%s, of a workflow of a newer version',
	(resource, operation) => {
		const work = () => operationOf(choose(resource, operation));
		expect(work).toThrow(NodeOperationError);
		expect(work).toThrow(
			"The choice in 'Operation' is not one that this version of the node knows",
		);
	},
);
